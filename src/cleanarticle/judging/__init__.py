"""The model that judges each line of a text: does it belong to the article?"""
