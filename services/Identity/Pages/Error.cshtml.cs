using System.Diagnostics;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Supervision.Identity.Pages;

/// <summary>The page for a request that cannot be served, mainly for a client's invalid authorization request.</summary>
[ResponseCache(NoStore = true)]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    /// <summary>The protocol's error code.</summary>
    public string? Code { get; private set; }

    public string? Description { get; private set; }

    public string Problem { get; private set; } = "error.internal";

    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet() => Show();

    public void OnPost() => Show();

    void Show()
    {
        if (HttpContext.GetOpenIddictServerResponse() is { Error: { } error } response)
            (Code, Description, Problem) = (error, response.ErrorDescription, "error.request");
        else
            Problem = Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => "error.missing",
                >= 400 and < 500 => "error.form",
                _ => "error.internal",
            };
    }
}
