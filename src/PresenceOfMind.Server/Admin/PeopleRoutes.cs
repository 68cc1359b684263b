using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Presence;

namespace PresenceOfMind.Server.Admin;

/// <summary>People, one by one and by import.</summary>
internal static class PeopleRoutes
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/people", async (IDirectory directory) => TypedResults.Json(
            [.. (await directory.ListPeopleAsync()).Select(p => new PersonView(p.User, p.DisplayName))],
            AdminJson.Default.IReadOnlyListPersonView));
        admin.MapPut("/people/{user}", AddOrUpdateAsync);
        admin.MapDelete("/people/{user}", async (string user, IDirectory directory) => await directory.RemovePersonAsync(user)
            ? TypedResults.NoContent()
            : throw AdminException.NotFound($"There is no person {user}."));
        admin.MapPost("/people/import", ImportAsync);
        admin.MapGet("/people/{user}/blocked", async (string user, IVisibility visibility, DirectoryRows rows) =>
        {
            await UserNames.MustBeThereAsync(user, rows);
            return TypedResults.Json(await visibility.ListBlockedAsync(user), AdminJson.Default.IReadOnlyListString);
        });
        admin.MapPut("/people/{user}/blocked/{watcher}", async (string user, string watcher, IVisibility visibility, DirectoryRows rows) =>
        {
            await UserNames.MustBeThereAsync(user, rows);
            UserNames.MustBeOne(watcher);
            await visibility.BlockAsync(user, watcher);
            return TypedResults.NoContent();
        });
        admin.MapDelete("/people/{user}/blocked/{watcher}", async (
            string user, string watcher, IVisibility visibility, DirectoryRows rows) =>
        {
            await UserNames.MustBeThereAsync(user, rows);
            await visibility.UnblockAsync(user, watcher);
            return TypedResults.NoContent();
        });
    }

    private static async Task<IResult> AddOrUpdateAsync(HttpRequest request, string user, IDirectory directory)
    {
        var body = await request.ReadAsync(AdminJson.Default.PersonBody);
        return await UserNames.AddAsync("user", () => directory.AddPersonAsync(new DirectoryPerson(user, NameOr(user, body.Name))))
            ? TypedResults.StatusCode(StatusCodes.Status201Created)
            : TypedResults.NoContent();
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, IDirectory directory, DirectoryRows rows)
    {
        var entries = await request.ReadListAsync(
            AdminJson.Default.IReadOnlyListImportedPerson,
            row => new ImportedPerson(row("user"), row("name")));
        UserNames.CheckAll([.. entries.Select(e => e.User)], await rows.TakenByAppUsersAsync());
        var people = entries.Select(e => new DirectoryPerson(e.User!, NameOr(e.User!, e.Name))).ToList();
        var added = await UserNames.AddAsync("user", () => directory.ImportPeopleAsync(people));
        return TypedResults.Json(new ImportView(added, entries.Count - added), AdminJson.Default.ImportView);
    }

    private static string NameOr(string user, string? name) => string.IsNullOrWhiteSpace(name) ? user : name.Trim();
}
