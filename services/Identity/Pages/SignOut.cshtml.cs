using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Supervision.Identity.Sessions;

namespace Supervision.Identity.Pages;

/// <summary>Asks before signing out, because any site can lead a browser here.</summary>
internal sealed class SignOutModel(SessionRegister sessions) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => LeadsAway ? BadRequest() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (LeadsAway) return BadRequest();
        if (await sessions.FindAsync(HttpContext) is { } signedIn) await sessions.EndAsync(signedIn.Session, HttpContext.RequestAborted);
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect(ReturnUrl ?? LanguageSwitch.Keep(Request, "/signed-out"));
    }

    bool LeadsAway => ReturnUrl is { Length: > 0 } && !Url.IsLocalUrl(ReturnUrl);
}
