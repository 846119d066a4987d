import Foundation

/// Where the numbers of random tests begin.
///
/// The same in every run, so that a run that fails says something about what was changed; `SEEDD_TEST_SEED=random` begins
/// elsewhere each time, and a number there.
package enum TestSeed {
    package static let first: UInt64 = {
        switch ProcessInfo.processInfo.environment["SEEDD_TEST_SEED"] {
        case "random": .random(in: 0...1_000_000_000)
        case let text: text.flatMap { UInt64($0) } ?? 2027
        }
    }()
}
