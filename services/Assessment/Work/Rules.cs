namespace Supervision.Assessment.Work;

/// <summary>Codes of rules shared by several folders; each folder defines its own. Their texts are in Problems.resx.</summary>
internal static class Rules
{
    public const string ContentChanged = "work.content_changed";
    public const string AlreadyConcurred = "work.already_concurred";
}
