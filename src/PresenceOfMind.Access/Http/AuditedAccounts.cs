using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;

namespace PresenceOfMind.Access.Http;

/// <summary>Accounts for the audit, without their passwords.</summary>
/// <param name="accounts">The accounts.</param>
public sealed class AuditedAccounts(AccountStore accounts) : IAuditedState
{
    /// <inheritdoc/>
    public bool Reads(AuditTarget target) => target.Area == "account";

    /// <inheritdoc/>
    public Task<JsonNode?> ReadAsync(AuditTarget target) => Task.FromResult(
        target.Subject is { } name && accounts.Find(name) is { } account
            ? JsonSerializer.SerializeToNode(AccountService.ToView(account) with { LastSignIn = null }, AccessJson.Default.AccountView)
            : null);
}
