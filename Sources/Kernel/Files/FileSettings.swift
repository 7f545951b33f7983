/// The rules of files.
public enum FileSettings {
    public static let megabytes = Setting(
        "kernel.fileMegabytes", "一個檔案最多多大", standard: 25, unit: "MB", source: "研考平台預設值；公文電子交換附件常見的上限", range: 1...200)
    public static let otherTypes = Setting(
        "kernel.fileOtherTypes", "認不得或少見的檔案是否也收（1 收，0 不收）", standard: 0, unit: "是否", source: "研考平台預設值：只收認得的格式", range: 0...1)
    public static let unscanned = Setting(
        "kernel.fileUnscanned", "沒有掃毒程式時，檔案是否仍可下載（1 可以，0 不行）", standard: 1, unit: "是否",
        source: "研考平台預設值：可以，並註明未掃毒；要求先掃毒的機關請設為 0", range: 0...1)

    static let all = [megabytes, otherTypes, unscanned]
}
