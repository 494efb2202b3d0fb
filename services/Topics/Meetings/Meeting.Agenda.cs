using Supervision.Topics.Meetings.Agenda;
using static Supervision.Topics.Meetings.MeetingRules;

namespace Supervision.Topics.Meetings;

/// <summary>The agenda: assembled from waiting matters, edited by hand, with a version to be named when the meeting is held or decides.</summary>
public sealed partial class Meeting
{
    /// <summary>Maximum number of matters on one agenda, the same as for one edit by hand; the rest waits for the next meeting.</summary>
    internal const int MostMatters = 100;

    readonly List<AgendaItem> _agenda = [];

    /// <summary>Every item ever added, including removed ones.</summary>
    public IReadOnlyList<AgendaItem> Agenda => _agenda;

    /// <summary>Grows with every change of the agenda.</summary>
    public int AgendaVersion { get; private set; } = 1;

    /// <summary>What is on the agenda, in order.</summary>
    public IEnumerable<AgendaItem> Matters => _agenda.Where(item => !item.TakenOff).OrderBy(item => item.Position);

    /// <summary>Appends waiting matters; items removed by hand stay off.</summary>
    /// <returns>How many were added.</returns>
    internal int Assemble(IEnumerable<WaitingMatter> waiting, DateTimeOffset now)
    {
        if (!IsAhead) return 0;
        var added = waiting.Where(matter => !_agenda.Any(item => item.Kind == matter.Kind && item.SubjectId == matter.SubjectId))
            .Take(MostMatters - Matters.Count()).ToList();
        foreach (var matter in added) Add(matter.Kind, matter.SubjectId, matter.Title, matter.Note, now);
        if (added.Count > 0) AgendaVersion++;
        return added.Count;
    }

    /// <summary>Replaces the agenda by hand with these items, in this order.</summary>
    /// <param name="decided">Items with decisions, which must stay.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// meeting.not_ahead once cancelled, meeting.minutes_issued, meeting.agenda_unknown_item, meeting.agenda_item_decided
    /// </exception>
    internal void EditAgenda(IReadOnlyList<AgendaLine> lines, IReadOnlyCollection<Guid> decided, DateTimeOffset now)
    {
        Require(Status is not MeetingStatus.Cancelled, NotAhead);
        Require(MinutesIssuedAt is null, MeetingRules.MinutesIssued);
        var named = lines.Where(line => line.Id is not null).Select(line => line.Id!.Value).ToList();
        Require(named.All(id => _agenda.Any(item => item.Id == id)) && named.Distinct().Count() == named.Count, AgendaUnknownItem);
        Require(decided.All(named.Contains), AgendaItemDecided);
        foreach (var item in _agenda) item.TakenOff = !named.Contains(item.Id);
        var position = 0;
        foreach (var line in lines)
        {
            var item = line.Id is { } id ? _agenda.Find(i => i.Id == id)! : Add(AgendaKind.Other, null, line.Title, line.Note, now);
            (item.Position, item.Title, item.Note) = (++position, line.Title, line.Note);
        }

        AgendaVersion++;
    }

    /// <summary>The item on the agenda version the caller saw.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.agenda_stale, decision.item_unknown</exception>
    internal AgendaItem MatterOf(Guid item, int agendaVersion)
    {
        RequireAgenda(agendaVersion);
        var matter = Matters.FirstOrDefault(i => i.Id == item);
        Require(matter is not null, DecisionItemUnknown);
        return matter!;
    }

    void RequireAgenda(int version) => Require(version == AgendaVersion, AgendaStale, AgendaVersion);

    AgendaItem Add(AgendaKind kind, Guid? subject, string title, string? note, DateTimeOffset now)
    {
        var item = new AgendaItem
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = Id,
            District = District,
            Kind = kind,
            SubjectId = subject,
            Title = title,
            Note = note,
            Position = _agenda.Count == 0 ? 1 : _agenda.Max(i => i.Position) + 1,
            At = now,
        };
        _agenda.Add(item);
        return item;
    }
}
