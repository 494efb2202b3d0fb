namespace Supervision.Assessment.Work;

/// <summary>Codes of the rules that several folders hold; each folder names those of its own. Their texts stand in Problems.resx.</summary>
internal static class Rules
{
    public const string ContentChanged = "work.content_changed";
    public const string AlreadyConcurred = "work.already_concurred";
}
