namespace Supervision.Topics.Work;

/// <summary>Format of the codes of extensible terms: classes, fields, kinds.</summary>
internal static class Codes
{
    public const string Pattern = "^[a-z][A-Za-z0-9]{1,39}$";
}
