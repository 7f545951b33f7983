/// The rules of what every module shares.
public enum KernelSettings {
    public static let all = OfficeHours.settings + FileSettings.all
}
