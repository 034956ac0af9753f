"""What forums, shops, wikis and trackers call the boxes around what people wrote in them."""

from __future__ import annotations

from .page import Page

__all__ = ["boxes_of_systems"]

#: Classes and ids, as the templates of each system write them, of what stands around a post, a product
#: or a page: who wrote it and when, buttons, counts, menus, other topics. Names that other systems give
#: to a text of their own are left out, such as `title`, `sidebar` and `related`.
_BOXES = {
    "Discourse": """
        crawler-post-meta crawler-linkback-list crawler-nav powered-by-link powered-by-discourse__wrap
        topic-meta-data post-menu-area post__menu-area topic-map post__topic-map small-action time-gap
        topic-footer-main-buttons topic-timeline more-topics__container more-topics__list
    """,
    "Flarum": """
        App-drawer App-header DiscussionPage-nav Post-header Post-actions Post-footer EventPost
        PostStream-timeGap PostStreamScrubber ReplyPlaceholder
    """,
    "Odoo": """
        o_wblog_post_sidebar o_wblog_sidebar_block o_wblog_post_footer o_wblog_post_comments
        o_footer_copyright o_brand_promotion o_wsale_breadcrumb o_wsale_cta_wrapper
        o_product_page_reviews_link o_shop_discussion_rating o_product_terms_and_share
        s_dynamic_snippet_products s_dynamic_snippet_blog_posts
        o_wforum_author_box o_wforum_post_options o_wforum_sign_up o_wforum_sidebar_section
        o_wforum_answer_correct_badge o_wslides_course_nav o_wslides_course_sidebar
    """,
    "Moodle": """
        activity-header activity-navigation automatic-completion-conditions completion-info
        discussioncontrols forumpost__actions post-actions tool_dataprivacy logininfo
    """,
    "Magento": """
        product-reviews-summary product-info-stock-sku product-addto-links product-social-links
        action-skip-wrapper box-tocart review-add review-form block-compare block-wishlist block-reorder
        block-search minicart-wrapper
    """,
    "OpenCart": "form-review product-thumb",
    "PrestaShop": """
        blockreassurance blockreassurance_product product-flags product-quantities product-add-to-cart
        tax-shipping-delivery-label product-miniature product-comments-list-header empty-product-comment
        block_newsletter crossselling-products
    """,
    "Gitea": """
        comment-header-left comment-header-right issue-content-right issue-title-meta issue-title-buttons
        repo-buttons
    """,
    "GitLab": """
        note-header note-actions system-note issuable-meta detail-page-header emoji-block
        issuable-sidebar super-sidebar
    """,
    "Jira": """
        action-head details-module peoplemodule datesmodule attachmentmodule linkingmodule
        issue-side-column issue-tabs
    """,
    "Confluence": """
        page-metadata page-metadata-modification-info likes-and-labels-container ajs-menu-bar
        breadcrumb-section quick-comment-container poweredby
    """,
    "BookStack": "entity-meta sibling-navigation book-tree tri-layout-sides",
    # Jumps to the recipe and prints it, above the text; and what readers give it.
    "WP Recipe Maker": """
        wprm-recipe-snippet wprm-recipe-template-snippet-basic wprm-recipe-template-snippet-basic-buttons
        wprm-recipe-rating wprm-recipe-rating-details wprm-call-to-action
    """,
    "Tasty Recipes": """
        tasty-recipes-quick-links tasty-recipes-rating tasty-recipes-scale-container tasty-recipes-entry-footer
        tasty-recipes-buttons
    """,
    # Other recipes, and jumps within the post.
    "Feast": "feast-category-index fsri-list fsri-title feast-jump-to",
    # Who wrote a post, with what else they wrote: plugins of WordPress set it into the text.
    "Molongui Authorship": """
        m-a-box m-a-box-container m-a-box-tab m-a-box-content m-a-box-data m-a-box-name m-a-box-bio m-a-box-related
    """,
    "Simple Author Box": """
        saboxplugin-wrap saboxplugin-tab saboxplugin-gravatar saboxplugin-authorname saboxplugin-desc
    """,
    # The lines that a blogger has below each post, and what readers do with it.
    "cnblogs": """
        MySignature blog_post_info_block blog_post_info green_channel post_next_prev cnblogs_code_toolbar
        under_post_news under_post_kb
    """,
    "Mastodon": """
        detailed-status__meta status__action-bar status__info server-banner sign-in-banner link-footer
    """,
    "Lemmy": "comment-bottom-btns vote-bar",
}
_NAMES = {system: frozenset(names.split()) for system, names in _BOXES.items()}
_ANY = frozenset().union(*_NAMES.values())
#: Names of a system's boxes from which on a page is one of its: one alone is of a theme that calls
#: a part of its own so.
MIN_NAMES = 2


def boxes_of_systems(page: Page) -> list[int]:
    """Give the elements that a known system puts around what people wrote in it."""
    on_page = _ANY & page.words_of_names
    systems = [own for own in _NAMES.values() if len(own & on_page) >= MIN_NAMES]
    return page.named(frozenset().union(*systems))
