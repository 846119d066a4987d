import SeedModel
import Testing

struct GuardsLimitTests {
    @Test(arguments: [
        ("0", Guards.Limit.rows(0), "0"), ("100", .rows(100), "100"), ("20%", .share(0.2), "20%"),
        ("0%", .share(0), "0%"), ("100%", .share(1), "100%"), ("0.5%", .share(0.005), "0.5%"),
    ])
    func reads(text: String, limit: Guards.Limit, printed: String) {
        #expect(Guards.Limit(text) == limit)
        #expect("\(limit)" == printed)
    }

    @Test func everyWholePercentReadsBack() {
        for percent in 0...100 {
            let limit = Guards.Limit("\(percent)%")
            #expect(limit.map { "\($0)" } == "\(percent)%")
        }
    }

    @Test(arguments: ["", "%", "101%", "-1", "-1%", "1.5", "20 %", "%20", "1e3", "1e1%", "nan%", "0x1%", ".5%", "5%%"])
    func refuses(text: String) {
        #expect(Guards.Limit(text) == nil)
    }
}
