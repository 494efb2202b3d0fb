using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>Content of a place's directory entry.</summary>
/// <param name="Hours">When it is open, in words.</param>
/// <param name="Keepers">Users of either body who whistle for it.</param>
/// <param name="ResidentOffices">Linked resident offices, which are places of that kind.</param>
public sealed record PlaceRequest(
    PlaceKind Kind, [PlainText(200)] string Name, [PlainText(300)] string Address, [PlainText(300)] string? Hours = null, MapPoint? Position = null,
    [MaxLength(20)] IReadOnlyList<PlaceContact>? Contacts = null, [MaxLength(20)] IReadOnlyList<Guid>? Keepers = null,
    [MaxLength(20)] IReadOnlyList<Guid>? ResidentOffices = null)
{
    internal PlaceCard Card => new(Kind, Name, Address, Hours, Position, Contacts ?? [], Keepers ?? [], ResidentOffices ?? []);
}

/// <summary>Whether a place is in use.</summary>
public sealed record PlaceUseRequest(bool Active);

/// <summary>A place of the directory.</summary>
/// <param name="Keepers">Shown to those who keep the directory and to the keepers themselves.</param>
public sealed record PlaceView(
    Guid Id, PlaceKind Kind, string Name, string Address, string? Hours, MapPoint? Position, IReadOnlyList<PlaceContact> Contacts,
    IReadOnlyList<Guid> ResidentOffices, bool Active, IReadOnlyList<Guid>? Keepers)
{
    internal static PlaceView For(Place place, Caller caller) => new(
        place.Id, place.Kind, place.Name, place.Address, place.Hours, place.Position, place.Contacts, place.ResidentOffices, place.Active,
        caller.IsAny(SupervisorAccess.Keepers) || place.Keepers.Contains(caller.UserId) ? place.Keepers : null);
}
