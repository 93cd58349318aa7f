"""Making text models from examples, on a developer's machine and with numpy; `chalicelib/core/textmodel` reads them."""
