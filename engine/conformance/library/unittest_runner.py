# unittest loads, runs and reports: passes, a skip, an expected failure, subtests, fixtures in their order.
import io
import re
import unittest

class Basket(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class begins")

    def setUp(self):
        self.items = ["apple"]
        self.addCleanup(print, "cleaned up")

    def test_add(self):
        self.items.append("pear")
        self.assertEqual(self.items, ["apple", "pear"])
        self.assertIn("pear", self.items)

    def test_missing(self):
        with self.assertRaises(ValueError) as caught:
            self.items.remove("plum")
        self.assertRegex(str(caught.exception), "not in list")

    def test_counts(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertLess(n, 2)

    @unittest.skip("not ripe")
    def test_ripe(self):
        pass

    @unittest.expectedFailure
    def test_wrong(self):
        self.assertTrue(self.items == [])

stream = io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Basket)
result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
report = stream.getvalue()
print(report[: report.index("=" * 70)])
print(re.sub(r"in [\d.]+s", "in a moment", report[report.index("Ran") :]))
print(result.testsRun, len(result.failures), len(result.skipped), result.wasSuccessful())
