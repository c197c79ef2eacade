package io.redoubt.masking;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * For each national number one that passes its check and one that does not, made up from the document named beside them; nobody has been
 * given them on purpose. Where there is no check digit, the second one has a part that is never given.
 */
final class NationalIdVectors {

    /**
     * @param id of the detector
     * @param valid as it is usually written
     * @param invalid written the same way
     * @param source of the form and the check
     */
    record Vector(String id, String valid, String invalid, String source) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** What documentation tells of a number. */
    record Row(String id, String country, List<String> keys, String valid, String invalid, String source) {}

    private static final String TABLE = """
            fr.nir | 2 93 04 33 063 012 83 | 2 93 04 33 063 012 84 | INSEE, Répertoire national d'identification des personnes physiques; décret 82-103
            be.nrn | 84.02.17-123.78 | 84.02.17-123.79 | Arrêté royal du 3 avril 1984 relatif à la composition du numéro d'identification
            nl.bsn | 182345671 | 182345672 | Logisch Ontwerp BSN, Rijksdienst voor Identiteitsgegevens (elfproef)
            lu.matricule | 1983052417311 | 1983052417312 | Règlement grand-ducal du 28 novembre 2013, annexe
            de.idnr | 31 465 927 039 | 31 465 927 038 | Bundeszentralamt für Steuern, § 139b AO; ISO/IEC 7064 MOD 11,10
            de.rvnr | 13240578M015 | 13240578M016 | Verordnung über die Versicherungsnummer (VKVV), § 2
            at.svnr | 4178 230864 | 4177 230864 | Dachverband der Sozialversicherungsträger, Versicherungsnummer
            ch.ahv | 756.3018.2946.54 | 756.3018.2946.55 | Zentrale Ausgleichsstelle, AHVN13; EAN-13
            gb.nino | PW 48 29 13 B | BG 48 29 13 B | HMRC, NIM39110
            gb.nhs | 613 904 2852 | 613 904 2853 | NHS Data Dictionary, NHS NUMBER (MOD 11)
            gb.utr | 9583920174 | 8583920174 | HMRC, UTR modulus 11 check
            ie.pps | 6140382MA | 6140382NA | Department of Social Protection, PPS number; check character MOD 23
            es.dni | 40318757X | 40318757Z | Ministerio del Interior, cálculo del dígito de control del NIF/NIE
            es.nie | Y4820917Q | Y4820917R | Ministerio del Interior, cálculo del dígito de control del NIF/NIE
            es.nuss | 28/1234567941 | 28/1234567942 | Tesorería General de la Seguridad Social, número de la Seguridad Social (MOD 97)
            pt.nif | 246813571 | 246813572 | Autoridade Tributária, Decreto-Lei 14/2013; MOD 11
            pt.cc | 13579246 8 ZX3 | 13579246 8 ZX4 | Cartão de Cidadão, validação de número de documento
            it.cf | VRDLCU79C54F205I | VRDLCU79C54F205J | Agenzia delle Entrate, D.M. 23 dicembre 1976
            gr.amka | 17077412389 | 17077412380 | ΗΔΙΚΑ, ΑΜΚΑ (Luhn)
            gr.afm | 093582741 | 093582742 | ΑΑΔΕ, ΑΦΜ (powers of 2, MOD 11)
            tr.tckn | 57293184672 | 57293184673 | Nüfus ve Vatandaşlık İşleri, T.C. kimlik numarası
            se.personnummer | 840615-2374 | 840615-2375 | Skatteverket, SKV 704 (Luhn)
            no.fnr | 140779 41291 | 140779 41292 | Skatteetaten, fødselsnummer, kontrollsifre
            dk.cpr | 050683-4127 | 350683-4127 | CPR-kontoret, Personnummeret i CPR
            fi.hetu | 170585-234F | 170585-234G | Digi- ja väestötietovirasto, henkilötunnus (MOD 31)
            is.kennitala | 170674-2199 | 170674-2189 | Þjóðskrá, kennitala (MOD 11)
            ee.isikukood | 47903122542 | 47903122543 | EVS 585:2007
            lt.asmenskodas | 38611240739 | 38611240730 | Lietuvos gyventojų registro įstatymas, asmens kodas
            lv.personaskods | 210372-11868 | 210372-11869 | Fizisko personu reģistra likums, personas kods
            pl.pesel | 83041962573 | 83041962574 | Ministerstwo Cyfryzacji, numer PESEL
            pl.nip | 583-204-71-67 | 583-204-71-68 | Ministerstwo Finansów, NIP (MOD 11)
            cz.rc | 775924/3184 | 775924/3185 | Zákon č. 133/2000 Sb., § 13 (MOD 11)
            hu.adoazonosito | 8362074191 | 8362074192 | 1996. évi XX. törvény, melléklet (adóazonosító jel)
            hu.taj | 061 482 379 | 061 482 370 | 1996. évi XX. törvény, melléklet (TAJ szám)
            ro.cnp | 2760914401234 | 2760914401235 | O.U.G. 97/2005, cod numeric personal
            bg.egn | 6908124737 | 6908124738 | ГРАО, Единен граждански номер
            hr.oib | 48201639574 | 48201639575 | Porezna uprava, OIB; ISO/IEC 7064 MOD 11,10
            si.emso | 1206981503261 | 1206981503262 | Zakon o centralnem registru prebivalstva, EMŠO
            rs.jmbg | 2403975710429 | 2403975710420 | Zakon o jedinstvenom matičnom broju građana
            ua.rnokpp | 3019458276 | 3019458277 | Державна податкова служба, РНОКПП
            ru.inn | 502718394655 | 502718394656 | Приказ ФНС ММВ-7-6/435@, ИНН физического лица
            ru.snils | 137-462-958 88 | 137-462-958 89 | Постановление Правления ПФР 192п, СНИЛС
            kz.iin | 880607402153 | 880607402154 | Закон 223-III о национальных реестрах идентификационных номеров
            us.ssn | 219-09-4812 | 666-09-4812 | Social Security Administration, POMS RM 10201
            us.itin | 912-78-4305 | 912-66-4305 | Internal Revenue Manual 3.21.263
            ca.sin | 519 348 262 | 519 348 263 | Employment and Social Development Canada, SIN Code of Practice (Luhn)
            mx.curp | ROVM880417MDFSLR06 | ROVM880417MDFSLR07 | Diario Oficial 18-10-2021, instructivo normativo de la CURP
            mx.rfc | ROVM880417Q24 | ROVM880417Q25 | SAT, Registro Federal de Contribuyentes, dígito verificador
            br.cpf | 384.716.295-00 | 384.716.295-01 | Receita Federal, CPF (MOD 11)
            br.cnpj | 40.271.958/0001-31 | 40.271.958/0001-32 | Receita Federal, IN RFB 2229/2024
            ar.cuit | 27-31846205-9 | 27-31846205-8 | AFIP, CUIT/CUIL (MOD 11)
            cl.rut | 16.408.237-7 | 16.408.237-8 | Servicio de Registro Civil, RUN (MOD 11)
            co.nit | 860.413.725-4 | 860.413.725-5 | DIAN, Orden Administrativa 4 de 1989
            ec.cedula | 0928146372 | 0928146373 | Registro Civil del Ecuador, cédula (Luhn)
            uy.ci | 3.481.207-7 | 3.481.207-8 | Dirección Nacional de Identificación Civil, dígito verificador
            cn.ric | 42010619790823424X | 420106197908234249 | GB 11643-1999; ISO/IEC 7064 MOD 11-2
            in.aadhaar | 4725 1830 9641 | 4725 1830 9642 | UIDAI, Aadhaar numbering scheme (Verhoeff)
            in.pan | BTRPK4827M | BTRXK4827M | Income-tax Rules 1962, rule 114; Protean, structure of PAN
            in.gstin | 29BTRPK4827M1ZS | 29BTRPK4827M1ZT | GSTN, structure of GSTIN (MOD 36)
            jp.mynumber | 7193 0482 6511 | 7193 0482 6512 | 総務省令第85号 (2014), 第5条
            kr.rrn | 830314-2461915 | 830314-2461916 | 주민등록법 시행규칙 제2조
            tw.id | K247103866 | K247103867 | 內政部戶政司, 國民身分證統一編號
            hk.hkid | P518326(3) | P518326(4) | Immigration Department, HKID check digit (MOD 11)
            sg.nric | S8142736D | S8142736E | National Registration Act, NRIC check letter
            th.pid | 3-1028-04173-65-1 | 3-1028-04173-65-2 | กรมการปกครอง, เลขประจำตัวประชาชน 13 หลัก
            my.mykad | 850612-14-5237 | 851312-14-5237 | Jabatan Pendaftaran Negara, MyKad
            id.nik | 3273015407920004 | 3273015413920004 | Peraturan Presiden 26/2009, NIK
            il.tz | 305816472 | 305816473 | רשות האוכלוסין, ספרת ביקורת (Luhn)
            ae.eid | 784-1982-6391740-7 | 784-1982-6391740-8 | Federal Authority for Identity and Citizenship, IDN (Luhn)
            sa.id | 2083649174 | 2083649175 | Ministry of Interior, Iqama number (Luhn)
            za.id | 8709234701082 | 8709234701083 | Identification Act 68 of 1997, regulations (Luhn)
            au.tfn | 382 047 153 | 382 047 154 | Australian Taxation Office, TFN algorithm (MOD 11)
            au.medicare | 4261 83071 1 | 4261 83072 1 | Services Australia, Medicare card number
            nz.ird | 104-827-365 | 104-827-366 | Inland Revenue, RWT and NRWT specification, IRD number validation
            nz.nhi | PQR4827 | PQR4828 | HISO 10046:2023, NHI number
            """;

    private NationalIdVectors() {}

    static List<Vector> all() {
        return TABLE.lines()
                .map(line -> line.split(" \\| ", -1))
                .map(cells -> new Vector("pii.natid." + cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    /** {@return a row of the documentation for each number} */
    static List<Row> rows() {
        Map<String, Vector> byId = all().stream().collect(Collectors.toMap(Vector::id, Function.identity()));
        return NationalIds.all().stream()
                .map(id -> {
                    Vector vector = byId.get(id.id());
                    return new Row(id.id(), id.country(), id.keys(), vector.valid(), vector.invalid(), vector.source());
                })
                .toList();
    }
}
