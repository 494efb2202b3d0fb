namespace Supervision.Supervisors.Data;

/// <summary>What the service numbers, gap-free per district and year.</summary>
internal static class Series
{
    public const string Appointment = "appointment";
    public const string Visit = "visit";
    public const string Whistle = "whistle";

    /// <summary>Notices to other departments; the series does not reveal their subject.</summary>
    public const string Cooperation = "cooperation";
}
