using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Proposals;

/// <summary>Proposals by spreadsheet (R13).</summary>
internal static class ImportEndpoints
{
    public static void MapImport(this RouteGroupBuilder topics)
    {
        var proposals = topics.MapGroup("/proposals").WithTags("Proposals");
        proposals.MapGet("/template", TemplateAsync).RequireRole(Cppcc.Office)
            .WithName("GetImportTemplate").WithSummary("An empty spreadsheet to fill in, with the allowed values.").ProducesSheet();
        proposals.MapPost("/import", ImportAsync).RequireRole(Cppcc.Office)
            .WithName("ImportProposals").WithSummary("Imports a filled-in spreadsheet, by form or as the body with ?name=: all of its rows or none.")
            .AcceptsSheet();
    }

    static async Task<FileContentHttpResult> TemplateAsync(Caller caller, Vocabulary vocabulary, CancellationToken ct)
    {
        var terms = (await vocabulary.OfAsync(caller.District, ct)).Where(t => t.Active).ToList();
        return ProposalImport.Template.Empty([
            .. ProposalSources.Of(caller).Select(source => (ProposalImport.Source, Labels.Of(source))),
            .. terms.Where(t => t.Kind is TermKind.Field).Select(t => (ProposalImport.Field, t.Chinese)),
            .. terms.Where(t => t.Kind is TermKind.Tag).Select(t => (ProposalImport.Tags, t.Chinese)),
        ]);
    }

    static Task<Results<Ok<ImportResult>, ProblemHttpResult>> ImportAsync([AsParameters] SheetUpload upload, ProposalImport import) =>
        upload.ImportAsync(ProposalImport.Template, import);
}
