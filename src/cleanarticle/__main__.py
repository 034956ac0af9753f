"""`python -m cleanarticle`, the same as the `cleanarticle` command."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
