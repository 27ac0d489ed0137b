"""Tests: rules (the aids), content (the pages), browser (the site as a reader meets it), toolchain."""
