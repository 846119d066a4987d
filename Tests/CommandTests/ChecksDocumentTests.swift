import Foundation
import SeedModel
import SeedTestKit
import Testing

struct ChecksDocumentTests {
    @Test func everyCodeHasARowAndNoOtherHas() throws {
        let text = try String(contentsOfFile: "\(PackageRoot.path)/docs/CHECKS.md", encoding: .utf8)
        let codes = text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^\| `([a-z_]+)` \|/).map { String($0.1) }
        }
        #expect(codes.sorted() == Finding.Code.allCases.map(\.rawValue).sorted())
    }
}
