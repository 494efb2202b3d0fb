namespace Supervision.Topics.Work;

/// <summary>Codes by which districts name what they may add to: classes, fields, kinds.</summary>
internal static class Codes
{
    public const string Pattern = "^[a-z][A-Za-z0-9]{1,39}$";
}
