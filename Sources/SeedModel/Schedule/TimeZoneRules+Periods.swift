extension TimeZoneRules {
    /// The span of time around a moment in which the offset is the same.
    func period(at time: Int) -> TimeZonePeriod {
        if let rule, ruleStart.map({ time >= $0 }) ?? true { return period(at: time, by: rule) }
        let next = changes.partitioningIndex { $0.time > time }
        var period = TimeZonePeriod(offset: next > 0 ? changes[next - 1].offset : firstOffset)
        if next > 0 {
            period.start = changes[next - 1].time
            period.offsetBefore = next > 1 ? changes[next - 2].offset : firstOffset
        }
        if next < changes.count {
            period.end = changes[next].time
        } else if rule != nil, let ruleStart {
            // Files that are in order have no change of offset there that they do not list.
            period.end = ruleStart
        }
        return period
    }

    private func period(at time: Int, by rule: TimeZoneRule) -> TimeZonePeriod {
        let year = UTCTime.civil(UTCTime(seconds: time).day).year
        let all = rule.changes(years: year - 1...year + 1)
        let next = all.partitioningIndex { $0.time > time }
        var period = TimeZonePeriod(offset: next > 0 ? all[next - 1].offset : rule.standardOffset)
        period.end = next < all.count ? all[next].time : nil
        if next > 0, ruleStart.map({ all[next - 1].time > $0 }) ?? true {
            period.start = all[next - 1].time
            period.offsetBefore = next > 1 ? all[next - 2].offset : rule.standardOffset
        } else if let ruleStart {
            // A change of the rule at this very moment is the one the file lists last.
            period.start = ruleStart
            let listed = changes.partitioningIndex { $0.time >= ruleStart }
            period.offsetBefore = listed > 0 ? changes[listed - 1].offset : firstOffset
        }
        return period
    }
}

extension Array {
    /// The first index whose element meets the condition, of elements that meet it from one index on.
    fileprivate func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
