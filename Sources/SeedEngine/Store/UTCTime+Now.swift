internal import FoundationEssentials
package import SeedModel

extension UTCTime {
    package static var now: UTCTime { UTCTime(seconds: Int(Date().timeIntervalSince1970.rounded(.down))) }
}
