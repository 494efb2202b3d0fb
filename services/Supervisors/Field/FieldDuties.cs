using Microsoft.EntityFrameworkCore;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.DutyRecord;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>Visits taken part in that have started; a sealed visit counts for nobody.</summary>
internal sealed class VisitFigures(SupervisorsDb db) : IDutyFigureSource
{
    public DutyFigure Figure => DutyFigure.Visits;

    public string Link => "/visits";

    public IQueryable<DutyFact> Facts(string district, DateTimeOffset from, DateTimeOffset until) =>
        from visit in db.Set<Visit>().AsNoTracking()
        where visit.District == district && !visit.Sealed && visit.StartedAt >= @from && visit.StartedAt < until
        from user in visit.Participants
        select new DutyFact { UserId = user, MatterId = visit.Id, Reference = visit.Reference, At = visit.StartedAt!.Value, Minutes = null };
}

/// <summary>Findings made.</summary>
internal sealed class FindingFigures(SupervisorsDb db) : IDutyFigureSource
{
    public DutyFigure Figure => DutyFigure.Findings;

    public string Link => "/findings";

    public IQueryable<DutyFact> Facts(string district, DateTimeOffset from, DateTimeOffset until) => db.Set<Finding>().AsNoTracking()
        .Where(f => f.District == district && f.FoundAt >= from && f.FoundAt < until)
        .Select(f => new DutyFact { UserId = f.FoundBy, MatterId = f.Id, Reference = f.Reference, At = f.FoundAt, Minutes = null });
}

/// <summary>Whistles answered at the place, with how long it took.</summary>
internal sealed class ReportInFigures(SupervisorsDb db) : IDutyFigureSource
{
    public DutyFigure Figure => DutyFigure.ReportIns;

    public string Link => "/whistles";

    public IQueryable<DutyFact> Facts(string district, DateTimeOffset from, DateTimeOffset until) => db.Set<Whistle>().AsNoTracking()
        .Where(w => w.District == district && w.ReportedInBy != null && w.ReportedInAt >= from && w.ReportedInAt < until)
        .Select(w => new DutyFact { UserId = w.ReportedInBy!.Value, MatterId = w.Id, Reference = w.Reference, At = w.ReportedInAt!.Value, Minutes = w.ReportInMinutes });
}

/// <summary>Running visits, for workload and conflicts of interest. Sealed ones are in neither, since others read both.</summary>
internal sealed class VisitEngagements(SupervisorsDb db) : IEngagementSource
{
    public IQueryable<Engagement> Running(string district, DateOnly day) =>
        from visit in db.Set<Visit>().AsNoTracking()
        where visit.District == district && !visit.Sealed && visit.Until >= day
            && (visit.Status == VisitStatus.Planned || visit.Status == VisitStatus.Started || visit.Status == VisitStatus.Reported)
        from user in visit.Participants
        select new Engagement
        {
            Kind = EngagementKind.Visit,
            MatterId = visit.Id,
            Name = visit.Reference!,
            UserId = user,
            Units = visit.Units,
            From = visit.From,
            Until = visit.Until,
        };
}
