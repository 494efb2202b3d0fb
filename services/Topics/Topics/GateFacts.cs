namespace Supervision.Topics.Topics;

/// <summary>
/// What a gate of the loop requires of a topic (domain.md, "State machines"). Each folder that knows some of it sets it (<see
/// cref="IGateFactSource"/>); what nobody sets counts as not met.
/// </summary>
internal sealed class GateFacts
{
    /// <summary>The implementation plan (R6) is approved.</summary>
    public bool PlanApproved { get; set; }

    /// <summary>Active teams of the topic; exactly one is needed.</summary>
    public int Teams { get; set; }

    /// <summary>A leader of the conference is linked to the topic.</summary>
    public bool CppccLeaderLinked { get; set; }

    /// <summary>A leader of the commission is linked to the topic.</summary>
    public bool DisciplineLeaderLinked { get; set; }

    /// <summary>A consultation on the topic was held.</summary>
    public bool ConsultationHeld { get; set; }

    /// <summary>The advice given there is recorded.</summary>
    public bool AdviceRecorded { get; set; }

    /// <summary>Items on the duty list (R7), whatever their state.</summary>
    public int DutyItems { get; set; }

    /// <summary>Items neither done nor waived with a reason.</summary>
    public int OpenDutyItems { get; set; }

    /// <summary>The advice report (R9) is issued.</summary>
    public bool AdviceIssued { get; set; }

    /// <summary>Feedback forms of the topic that are not closed (R42).</summary>
    public int OpenForms { get; set; }

    /// <summary>Its assessment is recorded (R42).</summary>
    public bool Assessed { get; set; }
}

/// <summary>A folder that knows some of the gate facts.</summary>
internal interface IGateFactSource
{
    /// <summary>Sets the folder's own facts. Runs in the caller's scope, inside the transaction that moves the topic.</summary>
    Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct);
}

/// <summary>The gates themselves: what is missing before a stage may begin, as codes whose texts are in Problems.resx.</summary>
internal static class Gates
{
    public const string PlanNotApproved = "gate.plan_not_approved";
    public const string NoTeam = "gate.no_team";
    public const string SeveralTeams = "gate.several_teams";
    public const string NoCppccLeader = "gate.no_cppcc_leader";
    public const string NoDisciplineLeader = "gate.no_discipline_leader";
    public const string NoConsultation = "gate.no_consultation";
    public const string NoAdvice = "gate.no_advice";
    public const string NoDuties = "gate.no_duties";
    public const string DutiesOpen = "gate.duties_open";
    public const string AdviceNotIssued = "gate.advice_not_issued";
    public const string FormsOpen = "gate.forms_open";
    public const string NotAssessed = "gate.not_assessed";

    public static IReadOnlyList<string> Missing(TopicStatus stage, GateFacts facts) => [.. stage switch
    {
        TopicStatus.Deliberating => BeforeDeliberating(facts),
        TopicStatus.Supervising => BeforeSupervising(facts),
        TopicStatus.Concluding => BeforeConcluding(facts),
        TopicStatus.Closed => BeforeClosed(facts),
        _ => [],
    }];

    static IEnumerable<string> BeforeDeliberating(GateFacts facts)
    {
        if (!facts.PlanApproved) yield return PlanNotApproved;
        if (facts.Teams == 0) yield return NoTeam;
        if (facts.Teams > 1) yield return SeveralTeams;
        if (!facts.CppccLeaderLinked) yield return NoCppccLeader;
        if (!facts.DisciplineLeaderLinked) yield return NoDisciplineLeader;
    }

    static IEnumerable<string> BeforeSupervising(GateFacts facts)
    {
        if (!facts.ConsultationHeld) yield return NoConsultation;
        if (!facts.AdviceRecorded) yield return NoAdvice;
        if (facts.DutyItems == 0) yield return NoDuties;
    }

    static IEnumerable<string> BeforeConcluding(GateFacts facts)
    {
        if (facts.OpenDutyItems > 0) yield return DutiesOpen;
        if (!facts.AdviceIssued) yield return AdviceNotIssued;
    }

    static IEnumerable<string> BeforeClosed(GateFacts facts)
    {
        if (facts.OpenForms > 0) yield return FormsOpen;
        if (!facts.Assessed) yield return NotAssessed;
    }
}
