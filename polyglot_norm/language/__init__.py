"""Which language is each part?"""
