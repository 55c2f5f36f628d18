"""How the documentation is built: `make docs`.

Nothing is fetched while building, and a warning is an error.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from etoropy import __version__

project = "etoropy"
release = __version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "commands",
    "docstrings",
    "models",
]
exclude_patterns = ["_build", "_ext"]
# Docstrings put code into single backticks as well as into double ones.
default_role = "code"

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90

html_theme = "furo"
html_title = f"etoropy {release}"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_static_path = ["_static"]
html_css_files = ["etoropy.css"]
