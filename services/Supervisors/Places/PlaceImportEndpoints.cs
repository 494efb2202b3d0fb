using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Documents;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>Places by spreadsheet (R21).</summary>
internal static class PlaceImportEndpoints
{
    public static void MapPlaceImport(this RouteGroupBuilder places)
    {
        places.MapGet("/template", Template).RequireRole(SupervisorAccess.Keepers)
            .WithName("GetPlaceTemplate").WithSummary("An empty spreadsheet to fill in, with the allowed values.").ProducesSheet();
        places.MapPost("/import", ImportAsync).RequireRole(SupervisorAccess.Keepers)
            .WithName("ImportPlaces").WithSummary("Imports a filled-in spreadsheet, by form or as the body with ?name=: all of its rows or none.")
            .AcceptsSheet();
    }

    static FileContentHttpResult Template() =>
        PlaceImport.Template.Empty(FieldLabels.Places.Values.Select(kind => (PlaceImport.Kind, kind)));

    static Task<Results<Ok<PlaceImportResult>, ProblemHttpResult>> ImportAsync([AsParameters] SheetUpload upload, PlaceImport import) =>
        upload.ImportAsync(PlaceImport.Template, import);
}
