"""History: dated assessments of each commit of a deal, and the differences that a change makes."""
