using Microsoft.EntityFrameworkCore;
using Zhiping.Certificates.Results;
using Zhiping.Data;

namespace Zhiping.Certificates;

/// <summary>Results, documents and certificates as the pages ask for them.</summary>
public static class CertificateQueries
{
    /// <summary>Names in the order of their pinyin, by the database's own collation.</summary>
    public const string ByPinyin = "zh-x-icu";

    public static DbSet<ResultPublicity> ResultPublicities(this AppDb db) => db.Set<ResultPublicity>();

    public static DbSet<ResultEntry> ResultEntries(this AppDb db) => db.Set<ResultEntry>();

    public static DbSet<Objection> Objections(this AppDb db) => db.Set<Objection>();

    public static DbSet<ReCheck> ReChecks(this AppDb db) => db.Set<ReCheck>();

    public static DbSet<QualificationDocument> QualificationDocuments(this AppDb db) => db.Set<QualificationDocument>();

    public static DbSet<Conferral> Conferrals(this AppDb db) => db.Set<Conferral>();

    public static DbSet<Certificate> Certificates(this AppDb db) => db.Set<Certificate>();
}
