namespace Supervision.Supervisors.Teams;

/// <summary>Codes of the rules for teams, squads and postings, each answered 409; their texts are in Problems.resx.</summary>
internal static class TeamRules
{
    public const string Dissolved = "team.dissolved";
    public const string LeaderNotMember = "team.leader_not_member";
    public const string TooMany = "team.too_many";
    public const string MandateUnsound = "team.mandate_unsound";
    public const string TopicNotUnderWay = "team.topic_not_under_way";
    public const string TopicHasTeam = "team.topic_has_team";
    public const string BothBodies = "team.both_bodies";
    public const string MemberUnfit = "team.member_unfit";
    public const string LeaderUnfit = "team.leader_unfit";

    public const string PostingOver = "posting.over";
    public const string PostingUnsound = "posting.unsound";
}
