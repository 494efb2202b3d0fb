namespace Supervision.ClueTransfers.Data;

/// <summary>What the service gives numbers of.</summary>
internal static class Series
{
    public const string Register = "register";
    public const string Letter = "letter";
}
