using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Passwords;

namespace PresenceOfMind.Server.Admin;

/// <summary>Application users, one by one and by import. Passwords come in and never go out.</summary>
internal static class AppUserRoutes
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/app-users", async (IDirectory directory) => TypedResults.Json(
            [.. (await directory.ListAppUsersAsync()).Select(user => new AppUserView(user))], AdminJson.Default.IReadOnlyListAppUserView));
        admin.MapPut("/app-users/{user}", AddOrUpdateAsync);
        admin.MapDelete("/app-users/{user}", async (string user, IDirectory directory) => await directory.RemoveAppUserAsync(user)
            ? TypedResults.NoContent()
            : throw AdminException.NotFound($"There is no application user {user}."));
        admin.MapPost("/app-users/import", ImportAsync);
    }

    private static async Task<IResult> AddOrUpdateAsync(HttpRequest request, string user, IDirectory directory)
    {
        var body = await request.ReadAsync(AdminJson.Default.AppUserBody);
        var password = Password(body.Password, "password");
        return await UserNames.AddAsync("user", () => directory.AddAppUserAsync(user, password))
            ? TypedResults.StatusCode(StatusCodes.Status201Created)
            : TypedResults.NoContent();
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, IDirectory directory, DirectoryRows rows)
    {
        var entries = await request.ReadListAsync(
            AdminJson.Default.IReadOnlyListImportedAppUser,
            row => new ImportedAppUser(row("user"), row("password")));
        var names = entries.Select(e => e.User?.ToLowerInvariant()).OfType<string>().ToList();
        UserNames.CheckAll([.. entries.Select(e => e.User)], await rows.KnownAsync(names));
        var users = entries.Select((e, i) => new DirectoryAppUser(e.User!, Password(e.Password, $"[{i}].password"))).ToList();
        var added = await UserNames.AddAsync("user", () => directory.ImportAppUsersAsync(users));
        return TypedResults.Json(new ImportView(added, entries.Count - added), AdminJson.Default.ImportView);
    }

    private static string Password(string? password, string field) =>
        string.IsNullOrEmpty(password) ? throw AdminException.Wrong($"{field} is missing or empty.", field)
        : PasswordRule.IsKept(password) ? password
        : throw AdminException.Wrong($"{field} {PasswordRule.Refusal}", field);
}
