public import Kernel
internal import Markup

/// 線: what is tied to what, and how it went on.
public enum ThreadsModule {
    /// For the whole city it lets one take away any tie, otherwise one's own.
    static let tie = Permission("threads.tie", "把兩筆紀錄連起來，拿掉連結")

    /// What App's table of rights hands out.
    public static let permission = tie

    public static let module = Module(
        name: "threads", title: "連結",
        permissions: [tie],
        endpoints: ThreadPages.all + LinkPages.all + [LinkAPI.list],
        english: PackageResources.en_json)
}
