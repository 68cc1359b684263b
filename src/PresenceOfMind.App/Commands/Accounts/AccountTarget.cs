using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary>What commands do with accounts, in a running program or on its data folder.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="parsed">The command line.</param>
internal sealed class AccountTarget(AdminOptions options, ParseResult parsed)
{
    private readonly AccessTarget _target = new(options, parsed);

    /// <summary>The accounts.</summary>
    public Task<JsonNode> ListAsync(CancellationToken cancellationToken) => RunAsync(
        (accounts, _) => Task.FromResult(
            AccessTarget.ToJson(accounts.List(Principal.OfFolder), AccessJson.Default.IReadOnlyListAccountView)),
        api => api.SendAsync(HttpMethod.Get, "admin/accounts", null, cancellationToken));

    /// <summary>Makes an account.</summary>
    public Task<JsonNode> AddAsync(AccountBody body, CancellationToken cancellationToken) => RunAsync(
        (accounts, trail) => trail.ChangeAsync(
            Principal.OfFolder,
            new AuditTarget("account.added", null, null),
            () => accounts.AddAsync(Principal.OfFolder, body),
            added => added.Name),
        api => api.SendAsync(
            HttpMethod.Post, "admin/accounts", AccessTarget.ToBody(body, AccessJson.Default.AccountBody), cancellationToken));

    /// <summary>Gives an account another password.</summary>
    public Task<JsonNode> SetPasswordAsync(string name, PasswordBody body, CancellationToken cancellationToken) => RunAsync(
        (accounts, trail) => trail.ChangeAsync(
            Principal.OfFolder,
            new AuditTarget("account.password-set", name, null),
            () => accounts.SetPasswordAsync(Principal.OfFolder, name, body)),
        api => api.SendAsync(
            HttpMethod.Put, Path(name, "password"), AccessTarget.ToBody(body, AccessJson.Default.PasswordBody), cancellationToken));

    /// <summary>Gives an account a role.</summary>
    public Task<JsonNode> GrantAsync(string name, GrantBody body, CancellationToken cancellationToken) => RunAsync(
        (accounts, trail) => trail.ChangeAsync(
            Principal.OfFolder,
            new AuditTarget("account.granted", name, null),
            () => accounts.GrantAsync(Principal.OfFolder, name, body)),
        api => api.SendAsync(
            HttpMethod.Post, Path(name, "grant"), AccessTarget.ToBody(body, AccessJson.Default.GrantBody), cancellationToken));

    /// <summary>Takes a role from an account.</summary>
    public Task<JsonNode> RevokeAsync(string name, GrantBody body, CancellationToken cancellationToken) => RunAsync(
        (accounts, trail) => trail.ChangeAsync(
            Principal.OfFolder,
            new AuditTarget("account.revoked", name, null),
            () => accounts.RevokeAsync(Principal.OfFolder, name, body)),
        api => api.SendAsync(
            HttpMethod.Post, Path(name, "revoke"), AccessTarget.ToBody(body, AccessJson.Default.GrantBody), cancellationToken));

    /// <summary>Removes an account.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => RunAsync(
        (accounts, trail) => trail.ChangeAsync(Principal.OfFolder, new AuditTarget("account.removed", name, null), async () =>
        {
            await accounts.RemoveAsync(Principal.OfFolder, name);
            return (JsonNode)new JsonObject();
        }),
        api => api.SendAsync(HttpMethod.Delete, Path(name), null, cancellationToken));

    private static string Path(string name, string? verb = null) =>
        $"admin/accounts/{Uri.EscapeDataString(name)}{(verb is null ? "" : "/" + verb)}";

    private Task<JsonNode> RunAsync(
        Func<AccountService, AuditTrail, Task<AccountView>> onFolder,
        Func<ApiClient, Task<JsonNode?>> onProgram) =>
        RunAsync(
            async (accounts, trail) => AccessTarget.ToJson(await onFolder(accounts, trail), AccessJson.Default.AccountView), onProgram);

    private Task<JsonNode> RunAsync(
        Func<AccountService, AuditTrail, Task<JsonNode>> onFolder,
        Func<ApiClient, Task<JsonNode?>> onProgram) =>
        _target.RunAsync(
            async (database, state) =>
            {
                var wall = new WallClock(TimeProvider.System);
                using var accounts = new AccountStore(database, state, wall, TimeProvider.System);
                return await onFolder(
                    new AccountService(accounts, contact => Contact.Spelled(contact).Value),
                    new AuditTrail(database, wall, new AuditOptions(), [new AuditedAccounts(accounts)]));
            },
            onProgram);
}
