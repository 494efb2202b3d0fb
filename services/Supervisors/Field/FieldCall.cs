using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>A request about field work: the caller, and what every command and read needs.</summary>
internal readonly record struct FieldCall(
    Caller Caller, SupervisorsDb Db, SupervisorAccess Access, FieldAccess Reads, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    public RecordCall Record => new(Caller, Db, Access, Clock, Http, Cancellation);

    public IQueryable<Visit> Visits => Db.Set<Visit>().Where(Reads.Readable(Caller));

    public IQueryable<Finding> Findings => Db.Set<Finding>().Where(Reads.ReadableFindings(Caller));

    public IQueryable<Whistle> Whistles => Db.Set<Whistle>().Where(Reads.ReadableWhistles(Caller));

    /// <summary>The visit, if it exists and the caller may know of it.</summary>
    public Task<Visit?> VisitAsync(Guid id) => Visits.SingleOrDefaultAsync(visit => visit.Id == id, Cancellation);

    public Task<Finding?> FindingAsync(Guid id) => Findings.SingleOrDefaultAsync(finding => finding.Id == id, Cancellation);

    public Task<Whistle?> WhistleAsync(Guid id) => Whistles.SingleOrDefaultAsync(whistle => whistle.Id == id, Cancellation);
}
