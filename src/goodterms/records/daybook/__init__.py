"""How a daybook is read: values, sentences of four languages, and the records that facts stand for."""
