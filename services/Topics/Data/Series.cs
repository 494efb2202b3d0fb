namespace Supervision.Topics.Data;

/// <summary>What the service numbers, gap-free per district and year.</summary>
internal static class Series
{
    public const string Proposal = "proposal";
    public const string Topic = "topic";
    public const string Advice = "advice";
    public const string Submission = "submission";
}
