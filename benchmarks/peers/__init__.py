"""The same pages made by the generators that a team would pick instead, and what each build takes."""
