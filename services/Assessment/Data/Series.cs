namespace Supervision.Assessment.Data;

/// <summary>What the service gives numbers of, gap-free per district and year.</summary>
internal static class Series
{
    public const string Form = "form";
    public const string FormReference = "formReference";
}
