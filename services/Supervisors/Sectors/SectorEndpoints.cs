using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Sectors;

/// <param name="Code">Letters and digits, starting with a lower-case letter.</param>
public sealed record SectorRequest([RegularExpression(SectorList.Pattern)] string Code, [PlainText(40)] string Chinese, [PlainText(80)] string English);

/// <param name="Active">False takes the sector out of use; those who have it keep it.</param>
public sealed record SectorChange([PlainText(40)] string Chinese, [PlainText(80)] string English, bool Active);

/// <summary>Sectors (界别, R14), extended per district by an admin of the conference.</summary>
internal static class SectorEndpoints
{
    public static void MapSectors(this RouteGroupBuilder supervisors)
    {
        var sectors = supervisors.MapGroup("/sectors").WithTags("Sectors");
        sectors.MapGet("/", ListAsync).WithName("ListSectors").WithSummary("The common sectors and the district's own.");
        sectors.MapPost("/", AddAsync).RequireRole(Cppcc.Admin).WithIdempotency<SupervisorsDb>().WithName("AddSector").WithSummary("Adds a district sector.");
        sectors.MapPut("/{id:guid}", ChangeAsync).RequireRole(Cppcc.Admin)
            .WithName("ChangeSector").WithSummary("Renames one of the district's sectors, or takes it out of use. If-Match is checked when given.");
    }

    static async Task<Ok<IReadOnlyList<SectorView>>> ListAsync(Caller caller, SectorList sectors, CancellationToken ct) =>
        TypedResults.Ok(await sectors.OfAsync(caller.District, ct));

    static async Task<Created<SectorView>> AddAsync([AsParameters] RecordCall call, SectorRequest request, SectorList sectors)
    {
        var (caller, now) = (call.Caller, call.Clock.GetUtcNow());
        if ((await sectors.OfAsync(caller.District, call.Cancellation)).Any(s => s.Code == request.Code)) throw new RuleViolation("sector.exists");
        var sector = new Sector
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            Code = request.Code,
            Chinese = request.Chinese,
            English = request.English,
            Active = true,
            ChangedBy = caller.UserId,
            ChangedAt = now,
        };
        call.Db.Add(sector);
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.Created($"/api/supervisors/sectors/{sector.Id}", SectorList.View(sector));
    }

    static async Task<Results<Ok<SectorView>, NotFound>> ChangeAsync([AsParameters] RecordCall call, Guid id, SectorChange change)
    {
        var district = call.Caller.District;
        if (await call.Db.Set<Sector>().SingleOrDefaultAsync(s => s.Id == id && s.District == district, call.Cancellation) is not { } sector) return TypedResults.NotFound();
        call.Http.Request.CheckMatch(sector.Version);
        (sector.Chinese, sector.English, sector.Active) = (change.Chinese, change.English, change.Active);
        (sector.ChangedBy, sector.ChangedAt) = (call.Caller.UserId, call.Clock.GetUtcNow());
        await call.Db.SaveChangesAsync(call.Cancellation);
        call.Http.SetEntityTag(sector.Version);
        return TypedResults.Ok(SectorList.View(sector));
    }
}
