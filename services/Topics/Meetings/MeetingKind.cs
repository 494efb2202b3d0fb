using Supervision.Contracts;

namespace Supervision.Topics.Meetings;

/// <summary>The kinds of meeting (R3). The names are stored.</summary>
public enum MeetingKind
{
    /// <summary>联席会议: the bodies decide together; one a month.</summary>
    Joint,

    /// <summary>履职研判会: both bodies assess how duties are performed.</summary>
    DutyReview,

    /// <summary>座谈会</summary>
    Symposium,

    /// <summary>通报会: the commission informs the conference.</summary>
    Briefing,

    /// <summary>协商交流会: both bodies consult on one topic and record their advice.</summary>
    Consultation,

    /// <summary>民情恳谈会: with people from outside the bodies.</summary>
    Forum,
}

/// <summary>Requirements of a kind of meeting.</summary>
/// <param name="Quorum">Who has to be present, by body.</param>
/// <param name="Concurs">Whether its decisions need the leaders of both bodies (R4); decisions of other kinds are final as recorded.</param>
/// <param name="NeedsTopic">Whether it is about one topic.</param>
/// <param name="NeedsGuests">Whether somebody from outside must be present.</param>
internal sealed record KindRule(IReadOnlyList<BodyQuorum> Quorum, bool Concurs = false, bool NeedsTopic = false, bool NeedsGuests = false)
{
    static readonly KindRule Joint = new([BodyQuorum.Half(Bodies.Cppcc), BodyQuorum.Half(Bodies.Discipline)], Concurs: true);
    static readonly KindRule DutyReview = new([BodyQuorum.Half(Bodies.Cppcc), BodyQuorum.Half(Bodies.Discipline)]);
    static readonly KindRule Symposium = new([BodyQuorum.One(Bodies.Cppcc)]);
    static readonly KindRule Briefing = new([BodyQuorum.One(Bodies.Discipline), BodyQuorum.One(Bodies.Cppcc)]);
    static readonly KindRule Consultation = new([BodyQuorum.One(Bodies.Cppcc), BodyQuorum.One(Bodies.Discipline)], NeedsTopic: true);
    static readonly KindRule Forum = new([BodyQuorum.One(Bodies.Cppcc)], NeedsGuests: true);

    public static KindRule Of(MeetingKind kind) => kind switch
    {
        MeetingKind.Joint => Joint,
        MeetingKind.DutyReview => DutyReview,
        MeetingKind.Symposium => Symposium,
        MeetingKind.Briefing => Briefing,
        MeetingKind.Consultation => Consultation,
        MeetingKind.Forum => Forum,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>How many of a body must be present: one, or one and at least half of its invited.</summary>
internal readonly record struct BodyQuorum(string Body, bool OfHalf)
{
    public static BodyQuorum One(string body) => new(body, false);

    public static BodyQuorum Half(string body) => new(body, true);

    /// <param name="invited">How many of the body are invited.</param>
    public int Needed(int invited) => OfHalf ? Math.Max(1, (invited + 1) / 2) : 1;
}
