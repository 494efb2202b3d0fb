using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Supervision.Identity.Sessions;
using Supervision.Identity.Users;

namespace Supervision.Identity.Pages;

/// <summary>Shows who is signed in.</summary>
internal sealed class IndexModel(SessionRegister sessions) : PageModel
{
    public new required User User { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await sessions.FindAsync(HttpContext) is not { } signedIn) return LocalRedirect(LanguageSwitch.Keep(Request, "/sign-in"));
        User = signedIn.User;
        return Page();
    }
}
