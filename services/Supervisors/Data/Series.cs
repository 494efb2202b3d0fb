namespace Supervision.Supervisors.Data;

/// <summary>What the service gives numbers of, gap-free per district and year.</summary>
internal static class Series
{
    public const string Appointment = "appointment";
    public const string Visit = "visit";
    public const string Whistle = "whistle";

    /// <summary>Notices to other departments; of what, the series does not tell.</summary>
    public const string Cooperation = "cooperation";
}
