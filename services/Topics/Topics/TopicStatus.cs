namespace Supervision.Topics.Topics;

/// <summary>Status of a topic in the loop (domain.md, "State machines").</summary>
public enum TopicStatus
{
    /// <summary>Shortlisted (联合调研征题), awaits the joint meeting.</summary>
    Solicited,

    /// <summary>Both bodies decided for it at a joint meeting (集中会商选题).</summary>
    Selected,

    /// <summary>Consulted on by its team (协商建言破题).</summary>
    Deliberating,

    /// <summary>Under supervision by its duty list (协同监督解题).</summary>
    Supervising,

    /// <summary>Awaits its assessment (考核评价结题).</summary>
    Concluding,
    Closed,
    Rejected,

    /// <summary>Merged into another topic, which keeps its proposals.</summary>
    Merged,

    /// <summary>Suspended; resumes in the stage it was in.</summary>
    Suspended,
}
