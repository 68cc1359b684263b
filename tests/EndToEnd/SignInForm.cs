using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>The form by which people sign in.</summary>
internal static class SignInForm
{
    /// <summary>Fills it in and sends it.</summary>
    /// <param name="page">The page that shows it.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="password">The password, right or wrong.</param>
    public static async Task SubmitAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
