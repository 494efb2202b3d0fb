namespace Supervision.Assessment.Data;

/// <summary>What the service numbers, gap-free per district and year.</summary>
internal static class Series
{
    public const string Form = "form";
    public const string FormReference = "formReference";
}
