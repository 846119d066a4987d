import SeedModel
import Testing

struct JitterTests {
    @Test func isTheSameWheneverItIsAsked() {
        // As the first version came to it: a job must not move because seedd was updated.
        #expect(Jitter(limit: .minutes(10), seed: "prices/4c4c4544").delay == 94)
        #expect(Jitter(limit: .minutes(10), seed: "roles/4c4c4544").delay == 538)
    }

    @Test func spreadsOverTheWholeLimit() {
        let delays = (0..<5000).map { Jitter(limit: .seconds(9), seed: "job-\($0)/machine").delay }
        let counts = (0...9).map { second in delays.count { $0 == second } }
        #expect(counts.reduce(0, +) == 5000)
        #expect(counts.allSatisfy { (400...600).contains($0) }, "\(counts)")
    }

    @Test func lessThanASecondIsNone() {
        #expect(Jitter(limit: Interval(milliseconds: 999), seed: "a").delay == 0)
        #expect(Jitter(limit: Interval(milliseconds: 0), seed: "b").delay == 0)
    }
}
