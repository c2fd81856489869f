using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    series = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    specialty = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    channel = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    returned_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    returned_from = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    submissions = table.Column<int>(type: "integer", nullable: false),
                    arrivals = table.Column<int>(type: "integer", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    arrive_by_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    arrive_by_consequence = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    arrive_by_rule_zh = table.Column<string>(type: "text", nullable: false),
                    arrive_by_rule_en = table.Column<string>(type: "text", nullable: false),
                    arrive_by_clause_document = table.Column<string>(type: "text", nullable: true),
                    arrive_by_clause_path = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_consequence = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    due_rule_zh = table.Column<string>(type: "text", nullable: true),
                    due_rule_en = table.Column<string>(type: "text", nullable: true),
                    due_clause_document = table.Column<string>(type: "text", nullable: true),
                    due_clause_path = table.Column<string>(type: "text", nullable: true),
                    correct_by_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    correct_by_consequence = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    correct_by_rule_zh = table.Column<string>(type: "text", nullable: true),
                    correct_by_rule_en = table.Column<string>(type: "text", nullable: true),
                    correct_by_clause_document = table.Column<string>(type: "text", nullable: true),
                    correct_by_clause_path = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    holds_year = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_applications", x => x.id);
                    table.CheckConstraint("ck_applications_arrived", "(arrivals > 0) = (arrived_at is not null)");
                    table.CheckConstraint("ck_applications_counts", "submissions >= arrivals and arrivals >= 0 and submissions >= 0");
                    table.CheckConstraint("ck_applications_deleted", "deleted_at is null or (state = 'Draft' and submissions = 0)");
                    table.CheckConstraint("ck_applications_holds", "holds_year = (submissions > 0) or (not holds_year and state = 'Withdrawn' and arrived_at is null)");
                    table.CheckConstraint("ck_applications_returned", "state <> 'Returned' or (returned_by_id is not null and returned_from is not null)");
                    table.CheckConstraint("ck_applications_year", "year between 2000 and 2999");
                });

            migrationBuilder.CreateTable(
                name: "bodies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region_id = table.Column<Guid>(type: "uuid", nullable: false),
                    path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    pinyin_initials = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    unit_kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    tier = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    county = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    authority_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recommending_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    series = table.Column<string[]>(type: "text[]", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    contact_phone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    help_phone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    supervision_phone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    registered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    declined_because = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bodies", x => x.id);
                    table.CheckConstraint("ck_bodies_declined", "(state = 'Declined') = (declined_because is not null)");
                    table.CheckConstraint("ck_bodies_name", "length(trim(name)) > 0");
                    table.CheckConstraint("ck_bodies_path", "path like '/%/'");
                    table.CheckConstraint("ck_bodies_region", "(kind = 'Region') = (parent_id is null) and (kind = 'Region') = (code is not null)");
                    table.CheckConstraint("ck_bodies_unit", "kind <> 'Unit' or (unit_kind is not null and tier is not null)");
                    table.ForeignKey(
                        name: "FK_bodies_bodies_authority_id",
                        column: x => x.authority_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bodies_bodies_parent_id",
                        column: x => x.parent_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bodies_bodies_recommending_unit_id",
                        column: x => x.recommending_unit_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "committees",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    planned_size = table.Column<int>(type: "integer", nullable: false),
                    size_consent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    top_level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    specialties = table.Column<List<string>>(type: "text[]", nullable: false),
                    filing_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_committees", x => x.id);
                    table.CheckConstraint("ck_committees_approved", "(approved_at is null) = (approved_by is null) and (approved_at is null) = (valid_from is null) and (approved_at is null) = (valid_until is null) and (approved_at is null or filed_at is not null)");
                    table.CheckConstraint("ck_committees_filed", "(filing_number is null) = (filed_at is null)");
                    table.CheckConstraint("ck_committees_size", "planned_size >= 1");
                    table.CheckConstraint("ck_committees_term", "valid_until >= valid_from");
                });

            migrationBuilder.CreateTable(
                name: "courses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    hours = table.Column<decimal>(type: "numeric(6,1)", precision: 6, scale: 1, nullable: false),
                    lessons = table.Column<string>(type: "jsonb", nullable: false),
                    offered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    offered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courses", x => x.id);
                    table.CheckConstraint("ck_courses_hours", "hours > 0 and hours <= 200 and year between 2000 and 2200");
                });

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    subject_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    for_body = table.Column<Guid>(type: "uuid", nullable: true),
                    verb = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    data = table.Column<string>(type: "text", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    row = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history", x => new { x.subject_kind, x.subject_id, x.sequence });
                    table.CheckConstraint("ck_history_chain", "octet_length(hash) = 32 and octet_length(previous_hash) = 32 and sequence >= 1 and (sequence > 1 or previous_hash = decode(repeat('00', 32), 'hex'))");
                });

            migrationBuilder.CreateTable(
                name: "history_heads",
                columns: table => new
                {
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    frontier = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history_heads", x => x.size);
                });

            migrationBuilder.CreateTable(
                name: "history_log",
                columns: table => new
                {
                    index = table.Column<long>(type: "bigint", nullable: false),
                    row = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history_log", x => x.index);
                });

            migrationBuilder.CreateTable(
                name: "mail_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payload = table.Column<byte[]>(type: "bytea", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_codes", x => x.id);
                    table.CheckConstraint("ck_mail_codes_tries", "tries between 0 and 5");
                });

            migrationBuilder.CreateTable(
                name: "notice_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_revisions", x => x.id);
                    table.CheckConstraint("ck_notice_revisions_number", "number >= 1");
                    table.CheckConstraint("ck_notice_revisions_reason", "number = 1 or length(trim(reason)) > 0");
                });

            migrationBuilder.CreateTable(
                name: "page_renditions",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    refused = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    thumb_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    notes = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page_renditions", x => x.key);
                    table.CheckConstraint("ck_page_renditions_made", "(refused = 'None') = (sha256 is not null)");
                });

            migrationBuilder.CreateTable(
                name: "page_texts",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    words = table.Column<string>(type: "jsonb", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page_texts", x => x.sha256);
                    table.CheckConstraint("ck_page_texts_turn", "turn between 0 and 3");
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    sealed_identity_number = table.Column<byte[]>(type: "bytea", nullable: false),
                    identity_number_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_mobile = table.Column<byte[]>(type: "bytea", nullable: false),
                    mobile_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_email = table.Column<byte[]>(type: "bytea", nullable: false),
                    email_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    email_confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                    table.CheckConstraint("ck_people_indexes", "octet_length(identity_number_index) = 32 and octet_length(mobile_index) = 32 and octet_length(email_index) = 32");
                    table.CheckConstraint("ck_people_name", "length(trim(name)) > 0");
                });

            migrationBuilder.CreateTable(
                name: "protected_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protected_keys", x => x.id);
                    table.CheckConstraint("ck_protected_keys_encrypted", "xml like '%sealed%'");
                });

            migrationBuilder.CreateTable(
                name: "registrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registrations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_failures",
                columns: table => new
                {
                    key = table.Column<byte[]>(type: "bytea", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    wait_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_failures", x => x.key);
                    table.CheckConstraint("ck_sign_in_failures_count", "count >= 0");
                });

            migrationBuilder.CreateTable(
                name: "site",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    clock_offset_ticks = table.Column<long>(type: "bigint", nullable: false),
                    born_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site", x => x.id);
                    table.CheckConstraint("ck_site_live_is_real", "kind = 'Demo' or clock_offset_ticks = 0");
                    table.CheckConstraint("ck_site_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "spent_challenges",
                columns: table => new
                {
                    nonce = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_spent_challenges", x => x.nonce);
                });

            migrationBuilder.CreateTable(
                name: "work",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    asked = table.Column<int>(type: "integer", nullable: false),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    given_up = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work", x => x.id);
                    table.CheckConstraint("ck_work_tries", "tries >= 0");
                });

            migrationBuilder.CreateTable(
                name: "ask_backs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    granted = table.Column<bool>(type: "boolean", nullable: true),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ask_backs", x => x.id);
                    table.CheckConstraint("ck_ask_backs_answered", "(answered_at is null) = (granted is null) and (answered_at is null) = (answered_by_id is null) and (granted is distinct from false or answer is not null)");
                    table.ForeignKey(
                        name: "FK_ask_backs_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "draft_sections",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft_sections", x => new { x.application_id, x.section_id });
                    table.CheckConstraint("ck_draft_sections_number", "number >= 1");
                    table.ForeignKey(
                        name: "FK_draft_sections_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    blind_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    entry_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    slot_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    format = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    original_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    source_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    source_page = table.Column<int>(type: "integer", nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    refused = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false),
                    upright_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    thumb_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    notes = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    suggested_turn = table.Column<int>(type: "integer", nullable: true),
                    is_kept = table.Column<bool>(type: "boolean", nullable: false),
                    mask = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    boxes = table.Column<string>(type: "jsonb", nullable: false),
                    dismissed = table.Column<string>(type: "jsonb", nullable: false),
                    masked_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    masked_thumb_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pages", x => x.id);
                    table.CheckConstraint("ck_pages_mask", "mask = 'Yes' or (masked_sha256 is null and jsonb_array_length(boxes) = 0)");
                    table.CheckConstraint("ck_pages_masked", "masked_sha256 is null or masked_sha256 is distinct from original_sha256");
                    table.CheckConstraint("ck_pages_ready", "state <> 'Ready' or (original_sha256 is not null and upright_sha256 is not null and thumb_sha256 is not null)");
                    table.CheckConstraint("ck_pages_refused", "(state = 'Refused') = (refused <> 'None')");
                    table.CheckConstraint("ck_pages_turn", "turn between 0 and 3");
                    table.ForeignKey(
                        name: "FK_pages_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "paper_receipts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    copies = table.Column<int>(type: "integer", nullable: false),
                    originals_kept = table.Column<bool>(type: "boolean", nullable: false),
                    late = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_receipts", x => x.id);
                    table.CheckConstraint("ck_paper_receipts_copies", "copies between 1 and 99");
                    table.ForeignKey(
                        name: "FK_paper_receipts_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    amount_yuan = table.Column<int>(type: "integer", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false),
                    payer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    picture = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    late = table.Column<bool>(type: "boolean", nullable: false),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amount", "amount_yuan > 0 and reference <> ''");
                    table.CheckConstraint("ck_payments_decided", "(state = 'Waiting') = (decided_by is null) and (decided_by is null) = (decided_at is null)");
                    table.CheckConstraint("ck_payments_reason", "(state = 'Rejected') = (reason is not null)");
                    table.ForeignKey(
                        name: "FK_payments_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "print_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    for_body = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    since = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    summary = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    file = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_print_jobs", x => x.id);
                    table.CheckConstraint("ck_print_jobs_done", "(done_at is null) = (file is null)");
                    table.ForeignKey(
                        name: "FK_print_jobs_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "re_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_re_checks", x => x.id);
                    table.CheckConstraint("ck_re_checks_settled", "(outcome = 'Open') = (settled_at is null) and (settled_at is null) = (settled_by is null) and (settled_at is null) = (reason is null)");
                    table.ForeignKey(
                        name: "FK_re_checks_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    receipt_number = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submissions", x => x.id);
                    table.CheckConstraint("ck_submissions_number", "number >= 1 and octet_length(content) > 0 and sha256 ~ '^[0-9a-f]{64}$'");
                    table.ForeignKey(
                        name: "FK_submissions_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "expert_draws",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    specialty = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seed_hex = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    result = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_expert_draws", x => x.id);
                    table.CheckConstraint("ck_expert_draws_seed", "length(seed_hex) >= 32 and octet_length(result) > 0");
                    table.ForeignKey(
                        name: "FK_expert_draws_committees_committee_id",
                        column: x => x.committee_id,
                        principalTable: "committees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "experts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    specialties = table.Column<List<string>>(type: "text[]", nullable: false),
                    title_level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    term_from = table.Column<DateOnly>(type: "date", nullable: false),
                    term_to = table.Column<DateOnly>(type: "date", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experts", x => x.id);
                    table.CheckConstraint("ck_experts_number", "number >= 1");
                    table.CheckConstraint("ck_experts_specialties", "cardinality(specialties) >= 1");
                    table.CheckConstraint("ck_experts_term", "term_to >= term_from and term_to < term_from + interval '3 years'");
                    table.ForeignKey(
                        name: "FK_experts_committees_committee_id",
                        column: x => x.committee_id,
                        principalTable: "committees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_size = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    read_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    readers_per_dossier = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    filing_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meetings", x => x.id);
                    table.CheckConstraint("ck_meetings_closed", "(state = 'Closed') = (closed_at is not null)");
                    table.CheckConstraint("ck_meetings_filed", "(filing_number is null) = (filed_at is null)");
                    table.CheckConstraint("ck_meetings_filed_before_reading", "state = 'Preparing' or filed_at is not null");
                    table.CheckConstraint("ck_meetings_size", "committee_size >= 1 and readers_per_dossier >= 1");
                    table.ForeignKey(
                        name: "FK_meetings_committees_committee_id",
                        column: x => x.committee_id,
                        principalTable: "committees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    normalized_email = table.Column<string>(type: "text", nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                    table.CheckConstraint("ck_accounts_blind", "email is null and normalized_email is null and phone_number is null");
                    table.ForeignKey(
                        name: "FK_accounts_people_id",
                        column: x => x.id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointments", x => x.id);
                    table.CheckConstraint("ck_appointments_ends_after", "until is null or until >= \"from\"");
                    table.ForeignKey(
                        name: "FK_appointments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    penalty_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    clause_document = table.Column<string>(type: "text", nullable: true),
                    clause_path = table.Column<string>(type: "text", nullable: true),
                    proven_on = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lift_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bans", x => x.id);
                    table.CheckConstraint("ck_bans_lifted", "(lifted_at is null) = (lifted_by_id is null) and (lifted_at is null) = (lift_reason is null)");
                    table.CheckConstraint("ck_bans_term", "until >= \"from\" and length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "FK_bans_bodies_body_id",
                        column: x => x.body_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bans_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_employments", x => x.id);
                    table.CheckConstraint("ck_employments_decided", "(state = 'Requested') = (decided_at is null) and (decided_at is null) = (decided_by_id is null)");
                    table.CheckConstraint("ck_employments_reason", "state not in ('Declined', 'Ended') or length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "FK_employments_bodies_unit_id",
                        column: x => x.unit_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_employments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enrolments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    course_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lessons_done = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolments", x => x.id);
                    table.CheckConstraint("ck_enrolments_lessons", "lessons_done >= 0");
                    table.ForeignKey(
                        name: "FK_enrolments_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_enrolments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    args = table.Column<string>(type: "jsonb", nullable: false),
                    link = table.Column<string>(type: "text", nullable: true),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => x.id);
                    table.CheckConstraint("ck_messages_text", "length(text) > 0");
                    table.ForeignKey(
                        name: "FK_messages_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_statuses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    holds = table.Column<bool>(type: "boolean", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_statuses", x => x.id);
                    table.CheckConstraint("ck_person_statuses_said", "length(trim(reason)) > 0 and (until is null or holds and until >= \"from\")");
                    table.ForeignKey(
                        name: "FK_person_statuses_bodies_unit_id",
                        column: x => x.unit_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_person_statuses_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "personal_details",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sex = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ethnic_group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    political_affiliation = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    born = table.Column<DateOnly>(type: "date", nullable: false),
                    work_started = table.Column<DateOnly>(type: "date", nullable: false),
                    telephone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_personal_details", x => x.id);
                    table.CheckConstraint("ck_personal_details_filled", "length(sex) > 0 and length(ethnic_group) > 0 and length(political_affiliation) > 0");
                    table.ForeignKey(
                        name: "FK_personal_details_people_id",
                        column: x => x.id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "admissions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fee_yuan = table.Column<int>(type: "integer", nullable: true),
                    pay_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_admissions", x => x.id);
                    table.CheckConstraint("ck_admissions_fee", "fee_yuan is null or fee_yuan > 0");
                    table.ForeignKey(
                        name: "FK_admissions_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_admissions_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "checklist_ticks",
                columns: table => new
                {
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist_ticks", x => new { x.submission_id, x.body_id, x.item });
                    table.ForeignKey(
                        name: "FK_checklist_ticks_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "non_acceptances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    clause_document = table.Column<string>(type: "text", nullable: true),
                    clause_path = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_non_acceptances", x => x.id);
                    table.CheckConstraint("ck_non_acceptances_reason", "reason <> ''");
                    table.ForeignKey(
                        name: "FK_non_acceptances_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "passages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passages", x => x.id);
                    table.CheckConstraint("ck_passages_on", "from_body_id <> to_body_id");
                    table.ForeignKey(
                        name: "FK_passages_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_passages_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "remark_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    remark_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remark_answers", x => x.id);
                    table.CheckConstraint("ck_remark_answers_text", "length(trim(text)) > 0");
                    table.ForeignKey(
                        name: "FK_remark_answers_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_remark_answers_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "returns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    memo = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_returns", x => x.id);
                    table.CheckConstraint("ck_returns_due", "due_at is null or due_at > at");
                    table.ForeignKey(
                        name: "FK_returns_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_returns_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submission_risks",
                columns: table => new
                {
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    risk = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason_zh = table.Column<string>(type: "text", nullable: false),
                    reason_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submission_risks", x => x.submission_id);
                    table.ForeignKey(
                        name: "FK_submission_risks_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_publicities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    working_days = table.Column<int>(type: "integer", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    conduct = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    achievements = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    office = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    stopped_by = table.Column<Guid>(type: "uuid", nullable: true),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stop_reason = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_publicities", x => x.id);
                    table.CheckConstraint("ck_unit_publicities_ended", "(ended_at is null) = (ended_by is null) and (ended_at is null) = (outcome is null) and (ended_at is null or ended_at >= ends_at)");
                    table.CheckConstraint("ck_unit_publicities_range", "\"to\" >= \"from\" and working_days >= 1");
                    table.CheckConstraint("ck_unit_publicities_stopped", "(stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stop_reason is null) and (stopped_at is null or ended_at is null)");
                    table.ForeignKey(
                        name: "FK_unit_publicities_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_unit_publicities_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ballot_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    present = table.Column<int>(type: "integer", nullable: false),
                    counted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    counted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    cap_words_zh = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    cap_words_en = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ballot_rounds", x => x.id);
                    table.CheckConstraint("ck_ballot_rounds_confirmed", "(confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null or counted_at is not null)");
                    table.CheckConstraint("ck_ballot_rounds_counted", "(counted_at is null) = (counted_by is null)");
                    table.CheckConstraint("ck_ballot_rounds_present", "present >= 1");
                    table.ForeignKey(
                        name: "FK_ballot_rounds_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "defence_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    specialty = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    by_video = table.Column<bool>(type: "boolean", nullable: false),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_defence_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_defence_sessions_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dossiers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    series = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    specialty = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    tier = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    off_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dossiers", x => x.id);
                    table.CheckConstraint("ck_dossiers_content", "octet_length(content) > 0 and ordinal >= 1");
                    table.ForeignKey(
                        name: "FK_dossiers_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_dossiers_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_dossiers_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meeting_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expert_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    draw_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    seat = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    specialties = table.Column<List<string>>(type: "text[]", nullable: false),
                    present_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_members", x => x.id);
                    table.CheckConstraint("ck_meeting_members_present", "present_at is null or seat in ('Member', 'Chair', 'Deputy')");
                    table.ForeignKey(
                        name: "FK_meeting_members_expert_draws_draw_id",
                        column: x => x.draw_id,
                        principalTable: "expert_draws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_meeting_members_experts_expert_id",
                        column: x => x.expert_id,
                        principalTable: "experts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_meeting_members_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meeting_minutes",
                columns: table => new
                {
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_minutes", x => x.meeting_id);
                    table.ForeignKey(
                        name: "FK_meeting_minutes_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "qualification_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    scope_zh = table.Column<string>(type: "text", nullable: false),
                    scope_en = table.Column<string>(type: "text", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    list = table.Column<byte[]>(type: "bytea", nullable: false),
                    list_sha256 = table.Column<string>(type: "text", nullable: false),
                    pdf_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    filing_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    filed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_qualification_documents", x => x.id);
                    table.CheckConstraint("ck_qualification_documents_filed", "(filed_at is null) = (filed_by is null) and (filed_at is null) = (filing_number is null)");
                    table.CheckConstraint("ck_qualification_documents_list", "octet_length(list) > 0 and length(trim(number)) > 0");
                    table.ForeignKey(
                        name: "FK_qualification_documents_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "result_publicities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    working_days = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    clause_document = table.Column<string>(type: "text", nullable: true),
                    clause_path = table.Column<string>(type: "text", nullable: true),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_result_publicities", x => x.id);
                    table.CheckConstraint("ck_result_publicities_days", "last_day >= first_day and ends_at > starts_at and working_days >= 1");
                    table.ForeignKey(
                        name: "FK_result_publicities_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_claims", x => x.id);
                    table.ForeignKey(
                        name: "FK_account_claims_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "FK_account_logins_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "FK_account_passkeys_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_account_tokens_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hours_certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    course_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    hours = table.Column<decimal>(type: "numeric(6,1)", precision: 6, scale: 1, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_certificates", x => x.id);
                    table.CheckConstraint("ck_hours_certificates_hours", "hours > 0");
                    table.ForeignKey(
                        name: "FK_hours_certificates_enrolments_enrolment_id",
                        column: x => x.enrolment_id,
                        principalTable: "enrolments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "remarks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    section = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    entry = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    field = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    slot = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    page = table.Column<int>(type: "integer", nullable: true),
                    where = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    remedy = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    clause_document = table.Column<string>(type: "text", nullable: false),
                    clause_path = table.Column<string>(type: "text", nullable: false),
                    new_on_unchanged = table.Column<bool>(type: "boolean", nullable: false),
                    new_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    return_id = table.Column<Guid>(type: "uuid", nullable: true),
                    non_acceptance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remarks", x => x.id);
                    table.CheckConstraint("ck_remarks_clause", "clause_document <> '' and clause_path <> '' and text <> '' and remedy <> ''");
                    table.CheckConstraint("ck_remarks_new", "new_on_unchanged = (new_reason is not null)");
                    table.CheckConstraint("ck_remarks_sent", "return_id is null or non_acceptance_id is null");
                    table.ForeignKey(
                        name: "FK_remarks_non_acceptances_non_acceptance_id",
                        column: x => x.non_acceptance_id,
                        principalTable: "non_acceptances",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_remarks_returns_return_id",
                        column: x => x.return_id,
                        principalTable: "returns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_remarks_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "publicity_objections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    publicity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finding = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publicity_objections", x => x.id);
                    table.CheckConstraint("ck_publicity_objections_settled", "(settled_at is null) = (settled_by is null) and (settled_at is null) = (finding is null)");
                    table.ForeignKey(
                        name: "FK_publicity_objections_unit_publicities_publicity_id",
                        column: x => x.publicity_id,
                        principalTable: "unit_publicities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    publicity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_opinions", x => x.id);
                    table.CheckConstraint("ck_unit_opinions_words", "words <> ''");
                    table.ForeignKey(
                        name: "FK_unit_opinions_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_unit_opinions_unit_publicities_publicity_id",
                        column: x => x.publicity_id,
                        principalTable: "unit_publicities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tie_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tie_decisions", x => x.id);
                    table.CheckConstraint("ck_tie_decisions_reason", "length(trim(reason)) > 0 and cardinality(\"order\") >= 2");
                    table.ForeignKey(
                        name: "FK_tie_decisions_ballot_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "ballot_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ballots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    choice = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ballots", x => x.id);
                    table.ForeignKey(
                        name: "FK_ballots_ballot_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "ballot_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ballots_dossiers_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "candidate_results",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    yes = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    abstain = table.Column<int>(type: "integer", nullable: false),
                    recused = table.Column<int>(type: "integer", nullable: false),
                    @base = table.Column<int>(name: "base", type: "integer", nullable: false),
                    needed = table.Column<int>(type: "integer", nullable: false),
                    passes_vote = table.Column<bool>(type: "boolean", nullable: false),
                    dossier_score = table.Column<decimal>(type: "numeric(8,4)", precision: 8, scale: 4, nullable: true),
                    defence_value = table.Column<decimal>(type: "numeric(8,4)", precision: 8, scale: 4, nullable: true),
                    score = table.Column<decimal>(type: "numeric(8,4)", precision: 8, scale: 4, nullable: true),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_candidate_results", x => new { x.round_id, x.dossier_id });
                    table.CheckConstraint("ck_candidate_results_counts", "yes >= 0 and no >= 0 and abstain >= 0 and recused >= 0 and yes <= base");
                    table.CheckConstraint("ck_candidate_results_passed", "outcome = 'NotEnoughVotes' or passes_vote");
                    table.ForeignKey(
                        name: "FK_candidate_results_ballot_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "ballot_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_candidate_results_dossiers_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "defence_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    exemption_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    declined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    absent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_value = table.Column<decimal>(type: "numeric(8,4)", precision: 8, scale: 4, nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_defence_entries", x => x.id);
                    table.CheckConstraint("ck_defence_entries_decided", "(decided_at is null) = (decided_by is null) and (decided_at is null) = (decided_value is null) and (decided_at is null) = (decided_reason is null)");
                    table.CheckConstraint("ck_defence_entries_declined", "declined_at is null or exemption_id is not null");
                    table.ForeignKey(
                        name: "FK_defence_entries_defence_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "defence_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_defence_entries_dossiers_id",
                        column: x => x.id,
                        principalTable: "dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "electors",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    abstained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    abstained_by = table.Column<Guid>(type: "uuid", nullable: true),
                    abstained_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_electors", x => new { x.round_id, x.member_id });
                    table.CheckConstraint("ck_electors_abstained", "(abstained_at is null) = (abstained_by is null) and (abstained_at is null) = (abstained_reason is null)");
                    table.ForeignKey(
                        name: "FK_electors_ballot_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "ballot_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_electors_meeting_members_member_id",
                        column: x => x.member_id,
                        principalTable: "meeting_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recusals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ground = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recusals", x => x.id);
                    table.CheckConstraint("ck_recusals_decided", "(state = 'Open') = (decided_at is null)");
                    table.CheckConstraint("ck_recusals_decider", "state = 'Open' or decided_by is not null or ground = 'SameUnit'");
                    table.CheckConstraint("ck_recusals_reason", "ground = 'SameUnit' or length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "FK_recusals_dossiers_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_recusals_meeting_members_member_id",
                        column: x => x.member_id,
                        principalTable: "meeting_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "score_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outside_specialty = table.Column<bool>(type: "boolean", nullable: false),
                    marks = table.Column<string>(type: "jsonb", nullable: false),
                    comment = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    total = table.Column<decimal>(type: "numeric(8,4)", precision: 8, scale: 4, nullable: true),
                    excused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_sheets", x => x.id);
                    table.CheckConstraint("ck_score_sheets_submitted", "(submitted_at is null) = (total is null)");
                    table.CheckConstraint("ck_score_sheets_total", "total >= 0");
                    table.ForeignKey(
                        name: "FK_score_sheets_dossiers_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_score_sheets_meeting_members_member_id",
                        column: x => x.member_id,
                        principalTable: "meeting_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conferrals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    unit_name = table.Column<string>(type: "text", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false),
                    specialty = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title_zh = table.Column<string>(type: "text", nullable: false),
                    title_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conferrals", x => x.id);
                    table.CheckConstraint("ck_conferrals_ordinal", "ordinal >= 1");
                    table.ForeignKey(
                        name: "FK_conferrals_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_conferrals_qualification_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "qualification_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    publicity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    sealed_contact = table.Column<byte[]>(type: "bytea", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_objections", x => x.id);
                    table.CheckConstraint("ck_objections_contact", "sealed_contact is null or name is not null");
                    table.CheckConstraint("ck_objections_settled", "(outcome = 'Open') = (settled_at is null) and (settled_at is null) = (settled_by is null) and (settled_at is null) = (reason is null)");
                    table.ForeignKey(
                        name: "FK_objections_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_objections_result_publicities_publicity_id",
                        column: x => x.publicity_id,
                        principalTable: "result_publicities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "result_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    publicity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    unit_name = table.Column<string>(type: "text", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false),
                    specialty = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title_zh = table.Column<string>(type: "text", nullable: false),
                    title_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_result_entries", x => x.id);
                    table.ForeignKey(
                        name: "FK_result_entries_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_result_entries_result_publicities_publicity_id",
                        column: x => x.publicity_id,
                        principalTable: "result_publicities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "defence_scores",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<decimal>(type: "numeric(8,4)", precision: 8, scale: 4, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_defence_scores", x => new { x.dossier_id, x.member_id });
                    table.CheckConstraint("ck_defence_scores_points", "points between 0 and 100");
                    table.ForeignKey(
                        name: "FK_defence_scores_defence_entries_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "defence_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_defence_scores_meeting_members_member_id",
                        column: x => x.member_id,
                        principalTable: "meeting_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ballot_casts",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ballot_casts", x => new { x.round_id, x.dossier_id, x.member_id });
                    table.ForeignKey(
                        name: "FK_ballot_casts_dossiers_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ballot_casts_electors_round_id_member_id",
                        columns: x => new { x.round_id, x.member_id },
                        principalTable: "electors",
                        principalColumns: new[] { "round_id", "member_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conferral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    pdf_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    revoked_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates", x => x.id);
                    table.CheckConstraint("ck_certificates_number", "length(number) = 16");
                    table.CheckConstraint("ck_certificates_revoked", "(revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_reason is null)");
                    table.ForeignKey(
                        name: "FK_certificates_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_certificates_conferrals_conferral_id",
                        column: x => x.conferral_id,
                        principalTable: "conferrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_certificates_qualification_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "qualification_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_claims_user_id",
                table: "account_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_logins_user_id",
                table: "account_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_passkeys_user_id",
                table: "account_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_user_name",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_admissions_application_id",
                table: "admissions",
                column: "application_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_admissions_submission_id",
                table: "admissions",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_due_at",
                table: "applications",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_applications_holder_id_state",
                table: "applications",
                columns: new[] { "holder_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_revision_id",
                table: "applications",
                column: "revision_id");

            migrationBuilder.CreateIndex(
                name: "ux_applications_one_a_year",
                table: "applications",
                columns: new[] { "person_id", "year" },
                unique: true,
                filter: "holds_year");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_body_id_role",
                table: "appointments",
                columns: new[] { "body_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ux_appointments_one",
                table: "appointments",
                columns: new[] { "person_id", "body_id", "role" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ux_ask_backs_one_open",
                table: "ask_backs",
                column: "application_id",
                unique: true,
                filter: "answered_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_ballot_casts_dossier_id",
                table: "ballot_casts",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_ballot_casts_round_id_member_id",
                table: "ballot_casts",
                columns: new[] { "round_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ballot_rounds_meeting_id_level",
                table: "ballot_rounds",
                columns: new[] { "meeting_id", "level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ballots_dossier_id",
                table: "ballots",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_ballots_round_id",
                table: "ballots",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_bans_body_id",
                table: "bans",
                column: "body_id");

            migrationBuilder.CreateIndex(
                name: "ix_bans_person_id",
                table: "bans",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_bans_one",
                table: "bans",
                columns: new[] { "application_id", "penalty_id" },
                unique: true,
                filter: "lifted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_bodies_authority_id",
                table: "bodies",
                column: "authority_id");

            migrationBuilder.CreateIndex(
                name: "ix_bodies_code",
                table: "bodies",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bodies_parent_id",
                table: "bodies",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_bodies_path",
                table: "bodies",
                column: "path")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_bodies_recommending_unit_id",
                table: "bodies",
                column: "recommending_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_bodies_region_id_kind_state",
                table: "bodies",
                columns: new[] { "region_id", "kind", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_bodies_credit_code",
                table: "bodies",
                column: "credit_code",
                unique: true,
                filter: "state <> 'Declined'");

            migrationBuilder.CreateIndex(
                name: "ix_candidate_results_dossier_id",
                table: "candidate_results",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_application_id",
                table: "certificates",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_conferral_id",
                table: "certificates",
                column: "conferral_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_document_id",
                table: "certificates",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_number",
                table: "certificates",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_person_id",
                table: "certificates",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_checklist_ticks_application_id",
                table: "checklist_ticks",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_committees_body_id_notice_id",
                table: "committees",
                columns: new[] { "body_id", "notice_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conferrals_application_id",
                table: "conferrals",
                column: "application_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conferrals_document_id_ordinal",
                table: "conferrals",
                columns: new[] { "document_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_courses_is_open_year",
                table: "courses",
                columns: new[] { "is_open", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_defence_entries_meeting_id",
                table: "defence_entries",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_entries_session_id",
                table: "defence_entries",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_scores_member_id",
                table: "defence_scores",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_sessions_meeting_id",
                table: "defence_sessions",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_dossiers_meeting_id_code",
                table: "dossiers",
                columns: new[] { "meeting_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dossiers_meeting_id_ordinal",
                table: "dossiers",
                columns: new[] { "meeting_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dossiers_submission_id",
                table: "dossiers",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ux_dossiers_one_meeting",
                table: "dossiers",
                column: "application_id",
                unique: true,
                filter: "off_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_electors_member_id",
                table: "electors",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_employments_unit_id_state",
                table: "employments",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_employments_one",
                table: "employments",
                column: "person_id",
                unique: true,
                filter: "state in ('Requested', 'Approved')");

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_course_id",
                table: "enrolments",
                column: "course_id");

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_person_id_course_id",
                table: "enrolments",
                columns: new[] { "person_id", "course_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_expert_draws_committee_id",
                table: "expert_draws",
                column: "committee_id");

            migrationBuilder.CreateIndex(
                name: "ix_expert_draws_meeting_id",
                table: "expert_draws",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_experts_committee_id_number",
                table: "experts",
                columns: new[] { "committee_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_experts_person_id",
                table: "experts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_experts_once_in_pool",
                table: "experts",
                columns: new[] { "committee_id", "person_id" },
                unique: true,
                filter: "left_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_history_by_at",
                table: "history",
                columns: new[] { "by", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_history_row",
                table: "history",
                column: "row",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_history_log_row",
                table: "history_log",
                column: "row",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hours_certificates_enrolment_id",
                table: "hours_certificates",
                column: "enrolment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hours_certificates_number",
                table: "hours_certificates",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hours_certificates_person_id_year",
                table: "hours_certificates",
                columns: new[] { "person_id", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_members_draw_id",
                table: "meeting_members",
                column: "draw_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_members_expert_id",
                table: "meeting_members",
                column: "expert_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_members_meeting_id_expert_id",
                table: "meeting_members",
                columns: new[] { "meeting_id", "expert_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_members_meeting_id_person_id",
                table: "meeting_members",
                columns: new[] { "meeting_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_members_person_id",
                table: "meeting_members",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_meeting_members_one_chair",
                table: "meeting_members",
                column: "meeting_id",
                unique: true,
                filter: "seat = 'Chair'");

            migrationBuilder.CreateIndex(
                name: "ix_meetings_body_id_state",
                table: "meetings",
                columns: new[] { "body_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_meetings_committee_id",
                table: "meetings",
                column: "committee_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_person_id_at",
                table: "messages",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_non_acceptances_application_id",
                table: "non_acceptances",
                column: "application_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_non_acceptances_submission_id",
                table: "non_acceptances",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_notice_revisions_notice_id_number",
                table: "notice_revisions",
                columns: new[] { "notice_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objections_application_id_outcome",
                table: "objections",
                columns: new[] { "application_id", "outcome" });

            migrationBuilder.CreateIndex(
                name: "ix_objections_publicity_id",
                table: "objections",
                column: "publicity_id");

            migrationBuilder.CreateIndex(
                name: "ix_objections_receipt",
                table: "objections",
                column: "receipt",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pages_application_id_section_id",
                table: "pages",
                columns: new[] { "application_id", "section_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pages_blind_id",
                table: "pages",
                column: "blind_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_receipts_application_id_item",
                table: "paper_receipts",
                columns: new[] { "application_id", "item" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_passages_application_id_at",
                table: "passages",
                columns: new[] { "application_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_passages_submission_id_from_body_id",
                table: "passages",
                columns: new[] { "submission_id", "from_body_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_passages_to_body_id",
                table: "passages",
                column: "to_body_id");

            migrationBuilder.CreateIndex(
                name: "ux_payments_confirmed",
                table: "payments",
                column: "application_id",
                unique: true,
                filter: "state = 'Confirmed'");

            migrationBuilder.CreateIndex(
                name: "ux_payments_waiting",
                table: "payments",
                columns: new[] { "application_id", "state" },
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ux_people_email",
                table: "people",
                column: "email_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_people_identity_number",
                table: "people",
                column: "identity_number_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_people_mobile",
                table: "people",
                column: "mobile_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_statuses_person_id_kind",
                table: "person_statuses",
                columns: new[] { "person_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_person_statuses_unit_id",
                table: "person_statuses",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_print_jobs_application_id_requested_by",
                table: "print_jobs",
                columns: new[] { "application_id", "requested_by" });

            migrationBuilder.CreateIndex(
                name: "ix_publicity_objections_publicity_id",
                table: "publicity_objections",
                column: "publicity_id");

            migrationBuilder.CreateIndex(
                name: "ix_qualification_documents_meeting_id",
                table: "qualification_documents",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_qualification_documents_number",
                table: "qualification_documents",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_re_checks_body_id",
                table: "re_checks",
                column: "body_id");

            migrationBuilder.CreateIndex(
                name: "ux_re_checks_one_open",
                table: "re_checks",
                column: "application_id",
                unique: true,
                filter: "outcome = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_recusals_meeting_id",
                table: "recusals",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_recusals_member_id",
                table: "recusals",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ux_recusals_once",
                table: "recusals",
                columns: new[] { "dossier_id", "member_id" },
                unique: true,
                filter: "state <> 'Refused'");

            migrationBuilder.CreateIndex(
                name: "ix_remark_answers_application_id",
                table: "remark_answers",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_remark_answers_remark_id",
                table: "remark_answers",
                column: "remark_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_remark_answers_submission_id",
                table: "remark_answers",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_remarks_application_id_submission_id",
                table: "remarks",
                columns: new[] { "application_id", "submission_id" });

            migrationBuilder.CreateIndex(
                name: "ix_remarks_non_acceptance_id",
                table: "remarks",
                column: "non_acceptance_id");

            migrationBuilder.CreateIndex(
                name: "ix_remarks_return_id",
                table: "remarks",
                column: "return_id");

            migrationBuilder.CreateIndex(
                name: "ix_remarks_submission_id",
                table: "remarks",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_result_entries_application_id",
                table: "result_entries",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_result_entries_publicity_id_application_id",
                table: "result_entries",
                columns: new[] { "publicity_id", "application_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_result_publicities_meeting_id",
                table: "result_publicities",
                column: "meeting_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_result_publicities_starts_at",
                table: "result_publicities",
                column: "starts_at");

            migrationBuilder.CreateIndex(
                name: "ix_returns_application_id",
                table: "returns",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_returns_body_id_at",
                table: "returns",
                columns: new[] { "body_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_returns_submission_id",
                table: "returns",
                column: "submission_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_score_sheets_dossier_id_member_id",
                table: "score_sheets",
                columns: new[] { "dossier_id", "member_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_score_sheets_meeting_id",
                table: "score_sheets",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_score_sheets_member_id",
                table: "score_sheets",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_spent_challenges_expires_at",
                table: "spent_challenges",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_submission_risks_application_id",
                table: "submission_risks",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_submissions_application_id_number",
                table: "submissions",
                columns: new[] { "application_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_submissions_receipt_number",
                table: "submissions",
                column: "receipt_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_submissions_one_a_click",
                table: "submissions",
                columns: new[] { "application_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tie_decisions_round_id",
                table: "tie_decisions",
                column: "round_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unit_opinions_application_id",
                table: "unit_opinions",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_opinions_publicity_id",
                table: "unit_opinions",
                column: "publicity_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_opinions_submission_id",
                table: "unit_opinions",
                column: "submission_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unit_publicities_application_id",
                table: "unit_publicities",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_publicities_code",
                table: "unit_publicities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_unit_publicities_submission",
                table: "unit_publicities",
                column: "submission_id",
                unique: true,
                filter: "stopped_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_work_due",
                table: "work",
                column: "due",
                filter: "not given_up");

            migrationBuilder.CreateIndex(
                name: "ux_work_key",
                table: "work",
                columns: new[] { "kind", "key" },
                unique: true,
                filter: "key is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_claims");

            migrationBuilder.DropTable(
                name: "account_logins");

            migrationBuilder.DropTable(
                name: "account_passkeys");

            migrationBuilder.DropTable(
                name: "account_tokens");

            migrationBuilder.DropTable(
                name: "admissions");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "ask_backs");

            migrationBuilder.DropTable(
                name: "ballot_casts");

            migrationBuilder.DropTable(
                name: "ballots");

            migrationBuilder.DropTable(
                name: "bans");

            migrationBuilder.DropTable(
                name: "candidate_results");

            migrationBuilder.DropTable(
                name: "certificates");

            migrationBuilder.DropTable(
                name: "checklist_ticks");

            migrationBuilder.DropTable(
                name: "defence_scores");

            migrationBuilder.DropTable(
                name: "draft_sections");

            migrationBuilder.DropTable(
                name: "employments");

            migrationBuilder.DropTable(
                name: "history");

            migrationBuilder.DropTable(
                name: "history_heads");

            migrationBuilder.DropTable(
                name: "history_log");

            migrationBuilder.DropTable(
                name: "hours_certificates");

            migrationBuilder.DropTable(
                name: "mail_codes");

            migrationBuilder.DropTable(
                name: "meeting_minutes");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "notice_revisions");

            migrationBuilder.DropTable(
                name: "objections");

            migrationBuilder.DropTable(
                name: "page_renditions");

            migrationBuilder.DropTable(
                name: "page_texts");

            migrationBuilder.DropTable(
                name: "pages");

            migrationBuilder.DropTable(
                name: "paper_receipts");

            migrationBuilder.DropTable(
                name: "passages");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "person_statuses");

            migrationBuilder.DropTable(
                name: "personal_details");

            migrationBuilder.DropTable(
                name: "print_jobs");

            migrationBuilder.DropTable(
                name: "protected_keys");

            migrationBuilder.DropTable(
                name: "publicity_objections");

            migrationBuilder.DropTable(
                name: "re_checks");

            migrationBuilder.DropTable(
                name: "recusals");

            migrationBuilder.DropTable(
                name: "registrations");

            migrationBuilder.DropTable(
                name: "remark_answers");

            migrationBuilder.DropTable(
                name: "remarks");

            migrationBuilder.DropTable(
                name: "result_entries");

            migrationBuilder.DropTable(
                name: "score_sheets");

            migrationBuilder.DropTable(
                name: "sign_in_failures");

            migrationBuilder.DropTable(
                name: "site");

            migrationBuilder.DropTable(
                name: "spent_challenges");

            migrationBuilder.DropTable(
                name: "submission_risks");

            migrationBuilder.DropTable(
                name: "tie_decisions");

            migrationBuilder.DropTable(
                name: "unit_opinions");

            migrationBuilder.DropTable(
                name: "work");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "electors");

            migrationBuilder.DropTable(
                name: "conferrals");

            migrationBuilder.DropTable(
                name: "defence_entries");

            migrationBuilder.DropTable(
                name: "enrolments");

            migrationBuilder.DropTable(
                name: "bodies");

            migrationBuilder.DropTable(
                name: "non_acceptances");

            migrationBuilder.DropTable(
                name: "returns");

            migrationBuilder.DropTable(
                name: "result_publicities");

            migrationBuilder.DropTable(
                name: "unit_publicities");

            migrationBuilder.DropTable(
                name: "ballot_rounds");

            migrationBuilder.DropTable(
                name: "meeting_members");

            migrationBuilder.DropTable(
                name: "qualification_documents");

            migrationBuilder.DropTable(
                name: "defence_sessions");

            migrationBuilder.DropTable(
                name: "dossiers");

            migrationBuilder.DropTable(
                name: "courses");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "expert_draws");

            migrationBuilder.DropTable(
                name: "experts");

            migrationBuilder.DropTable(
                name: "meetings");

            migrationBuilder.DropTable(
                name: "submissions");

            migrationBuilder.DropTable(
                name: "committees");

            migrationBuilder.DropTable(
                name: "applications");
        }
    }
}
