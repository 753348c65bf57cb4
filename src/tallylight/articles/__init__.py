"""What a person gives to check (a file, standard input, a saved page, an address) becomes one text with its title and day.

Start with `read_article`. Text in UTF-8 is taken as it is, to the last code point; of a web page the main text is taken,
without menus, advertisements and comments.

    read.py     decides what was given, and refuses what is no text      page.py    the main text of a page of HTML
    fetch.py    gets a page from an address, and from no private one
"""

from tallylight.articles.read import Article, read_article

__all__ = ["Article", "read_article"]
