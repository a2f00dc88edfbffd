"""The pages of owners: what each has to do, the days that takes, what is overdue and what to ask next."""
