namespace Supervision.ClueTransfers.Data;

/// <summary>The number series of the service.</summary>
internal static class Series
{
    public const string Register = "register";
    public const string Letter = "letter";
}
